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
 * Finds the members in a circle around another member.
 *
 * <p>Checked as {@link GeoQuery} tells.
 */
final class GeoRadiusByMemberRo implements Command {
  static final Spec SPEC =
      Spec.command("GEORADIUSBYMEMBER_RO", Group.GEO)
          .summary("Finds the members in a circle around another member.")
          .usage(
              "key member radius <M | KM | FT | MI>"
                  + " [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]")
          .arity(-5)
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
    GeoSearching.run(call, new GeoQuery(call, Form.AROUND_MEMBER, 1, 0, false), GeoRadius.STORED);
  }
}
