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
 * Finds the members in a circle around a position. What it finds can be stored under another key.
 *
 * <p>Checked as {@link GeoQuery} tells.
 */
final class GeoRadius implements Command {
  static final Spec SPEC =
      Spec.command("GEORADIUS", Group.GEO)
          .summary("Finds the members in a circle around a position.")
          .usage(
              "key longitude latitude radius <M | KM | FT | MI>"
                  + " [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]"
                  + " [STORE key | STOREDIST key]")
          .arity(-6)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(
              readOnly(1, ACCESS),
              overwrite(6, UPDATE).afterKeyword("STORE"),
              overwrite(6, UPDATE).afterKeyword("STOREDIST"))
          .since("3.2.0")
          .complexity("O(N+log(M)) for N members in the boxes around the shape, M in the set")
          .build();

  static final Event STORED = Event.sortedSet("georadiusstore");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    GeoSearching.run(call, new GeoQuery(call, Form.AROUND_POSITION, 1, 0, true), STORED);
  }
}
