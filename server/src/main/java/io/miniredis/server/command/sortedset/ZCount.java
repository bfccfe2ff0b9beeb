package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ScoreRange;
import io.miniredis.server.value.SortedSetValue;

/**
 * Replies with the number of elements in a range of scores.
 *
 * <p>Checked in this order: the ends, the key's type.
 */
final class ZCount implements Command {
  static final Spec SPEC =
      Spec.command("ZCOUNT", Group.SORTED_SET)
          .summary("Counts the elements in a range of scores.")
          .usage("key min max")
          .arity(4)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1, ACCESS))
          .since("2.0.0")
          .complexity("O(log(N)) for N elements")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ScoreRange range = RangeEnds.scores(call, 2, 3);
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    call.reply().integer(set == null ? 0 : set.countScores(range));
  }
}
