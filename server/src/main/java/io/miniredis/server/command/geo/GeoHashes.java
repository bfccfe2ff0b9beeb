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
 * Replies with the geohashes of members, texts that other systems know; nil for those that are
 * absent.
 *
 * <p>Checked: the type.
 */
final class GeoHashes implements Command {
  static final Spec SPEC =
      Spec.command("GEOHASH", Group.GEO)
          .summary("Tells the positions of members as geohash texts.")
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
            call.reply().nil();
          } else {
            call.reply().bulk(GeoHash.text(score));
          }
        });
  }
}
