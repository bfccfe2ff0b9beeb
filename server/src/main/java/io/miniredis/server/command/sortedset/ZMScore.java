package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SortedSetValue;

/** Replies with the scores of several members; nil for those that do not exist. */
final class ZMScore implements Command {
  static final Spec SPEC =
      Spec.command("ZMSCORE", Group.SORTED_SET)
          .summary("Reads the scores of several members.")
          .usage("key member [member ...]")
          .arity(-3)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1, ACCESS))
          .since("6.2.0")
          .complexity("O(N) for N members")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    int argc = call.argc();
    call.reply().array(argc - 2);
    for (int i = 2; i < argc; i++) {
      double score = set == null ? Double.NaN : set.score(call.arg(i));
      if (Double.isNaN(score)) {
        call.reply().nil();
      } else {
        call.reply().doubleValue(score);
      }
    }
  }
}
