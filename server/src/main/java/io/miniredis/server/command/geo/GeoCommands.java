package io.miniredis.server.command.geo;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands on positions. */
public final class GeoCommands {
  private GeoCommands() {}

  public static List<Command> all() {
    return List.of(
        new GeoAdd(),
        new GeoDist(),
        new GeoHashes(),
        new GeoPos(),
        new GeoRadius(),
        new GeoRadiusByMember(),
        new GeoRadiusByMemberRo(),
        new GeoRadiusRo(),
        new GeoSearch(),
        new GeoSearchStore());
  }
}
