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
 * Finds the members in a circle around a position.
 *
 * <p>Checked as {@link GeoQuery} tells.
 */
final class GeoRadiusRo implements Command {
  static final Spec SPEC =
      Spec.command("GEORADIUS_RO", Group.GEO)
          .summary("Finds the members in a circle around a position.")
          .usage(
              "key longitude latitude radius <M | KM | FT | MI>"
                  + " [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]")
          .arity(-6)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("3.2.10")
          .complexity("O(N+log(M)) for N members in the boxes around the shape, M in the set")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    GeoSearching.run(call, new GeoQuery(call, Form.AROUND_POSITION, 1, 0, false), GeoRadius.STORED);
  }
}
