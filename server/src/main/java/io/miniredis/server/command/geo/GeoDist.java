package io.miniredis.server.command.geo;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.GeoHash;
import io.miniredis.server.value.SortedSetValue;

/**
 * Replies with the distance between two members, in metres or the unit asked for; nil if one is
 * absent.
 *
 * <p>Checked in this order: the unit, the number of arguments, the type.
 */
final class GeoDist implements Command {
  static final Spec SPEC =
      Spec.command("GEODIST", Group.GEO)
          .summary("Tells the distance between two members.")
          .usage("key member1 member2 [M | KM | FT | MI]")
          .arity(-4)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("3.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 5) {
      throw CommandError.SYNTAX;
    }
    double unit = call.argc() == 5 ? Places.unit(call, 4) : 1;
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    double a = set == null ? Double.NaN : set.score(call.arg(2));
    double b = set == null ? Double.NaN : set.score(call.arg(3));
    if (Double.isNaN(a) || Double.isNaN(b)) {
      call.reply().nil();
      return;
    }
    double metres =
        GeoHash.distance(
            GeoHash.longitude(a), GeoHash.latitude(a), GeoHash.longitude(b), GeoHash.latitude(b));
    Places.writeDistance(call.reply(), metres / unit);
  }
}
