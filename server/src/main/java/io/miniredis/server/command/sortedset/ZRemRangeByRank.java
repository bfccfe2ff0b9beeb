package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SortedSetValue;

/**
 * Removes the elements of a range of ranks, counted from the end if negative, and replies with how
 * many there were.
 *
 * <p>Checked in this order: the ends, the key's type.
 */
final class ZRemRangeByRank implements Command {
  static final Spec SPEC =
      Spec.command("ZREMRANGEBYRANK", Group.SORTED_SET)
          .summary("Removes the elements in a range of ranks.")
          .usage("key start stop")
          .arity(4)
          .flags(Flag.WRITE)
          .keys(readWrite(1, DELETE))
          .since("2.0.0")
          .complexity("O(log(N)+M) for N elements, M of them removed")
          .build();

  private static final Event EVENT = Event.sortedSet("zremrangebyrank");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long start = call.longArg(2);
    long stop = call.longArg(3);
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    int removed = 0;
    if (set != null) {
      int from = Ranks.first(start, set.size());
      removed = Math.max(0, Ranks.end(stop, set.size()) - from);
      set.removeRanks(from, from + removed);
      if (removed > 0) {
        call.changed(1, EVENT);
      }
    }
    call.reply().integer(removed);
  }
}
