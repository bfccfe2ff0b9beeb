package io.miniredis.server.command.geo;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.command.geo.GeoQuery.Form;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Finds the members in a circle or a box.
 *
 * <p>Checked as {@link GeoQuery} tells.
 */
final class GeoSearch implements Command {
  static final Spec SPEC =
      Spec.command("GEOSEARCH", Group.GEO)
          .summary("Finds the members in a circle or a box.")
          .usage(
              "key <FROMMEMBER member | FROMLONLAT longitude latitude>"
                  + " <BYRADIUS radius <M | KM | FT | MI> | BYBOX width height <M | KM | FT | MI>>"
                  + " [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]")
          .arity(-7)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("6.2.0")
          .complexity("O(N+log(M)) for N members in the boxes around the shape, M in the set")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    GeoSearching.run(call, new GeoQuery(call, Form.SEARCH, 1, 0, false), GeoRadius.STORED);
  }
}
