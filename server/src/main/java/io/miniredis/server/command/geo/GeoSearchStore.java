package io.miniredis.server.command.geo;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.command.geo.GeoQuery.Form;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Stores the members in a circle or a box under another key.
 *
 * <p>Checked as {@link GeoQuery} tells.
 */
final class GeoSearchStore implements Command {
  static final Spec SPEC =
      Spec.command("GEOSEARCHSTORE", Group.GEO)
          .summary("Stores the members in a circle or a box under another key.")
          .usage(
              "destination source <FROMMEMBER member | FROMLONLAT longitude latitude>"
                  + " <BYRADIUS radius <M | KM | FT | MI> | BYBOX width height <M | KM | FT | MI>>"
                  + " [ASC | DESC] [COUNT count [ANY]] [STOREDIST]")
          .arity(-8)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(overwrite(1, UPDATE), readOnly(2, ACCESS))
          .since("6.2.0")
          .complexity("O(N+log(M)) for N members in the boxes around the shape, M in the set")
          .build();

  private static final Event STORED = Event.sortedSet("geosearchstore");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    GeoSearching.run(call, new GeoQuery(call, Form.SEARCH, 2, 1, true), STORED);
  }
}
