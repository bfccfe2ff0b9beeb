package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SortedSetValue;

/** Replies with the score of a member; nil if it or the key does not exist. */
final class ZScore implements Command {
  static final Spec SPEC =
      Spec.command("ZSCORE", Group.SORTED_SET)
          .summary("Reads the score of a member.")
          .usage("key member")
          .arity(3)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1, ACCESS))
          .element(2)
          .since("1.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    double score = set == null ? Double.NaN : set.score(call.arg(2));
    if (Double.isNaN(score)) {
      call.reply().nil();
    } else {
      call.reply().doubleValue(score);
    }
  }
}
