package io.miniredis.server.command.geo;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.GeoHash;

/**
 * Replies with the positions of members; a nil array for those that are absent.
 *
 * <p>Checked: the type.
 */
final class GeoPos implements Command {
  static final Spec SPEC =
      Spec.command("GEOPOS", Group.GEO)
          .summary("Tells the positions of members.")
          .usage("key [member [member ...]]")
          .arity(-2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("3.2.0")
          .complexity("O(1) for each member")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Places.ofMembers(
        call,
        score -> {
          if (Double.isNaN(score)) {
            call.reply().nilArray();
          } else {
            Places.writePosition(call.reply(), GeoHash.longitude(score), GeoHash.latitude(score));
          }
        });
  }
}
