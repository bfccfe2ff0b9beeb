package io.miniredis.server.command.hyperloglog;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The HyperLogLog commands. */
public final class HyperLogLogCommands {
  private HyperLogLogCommands() {}

  public static List<Command> all() {
    return List.of(new PfAdd(), new PfCount(), new PfDebug(), new PfMerge(), new PfSelfTest());
  }
}
