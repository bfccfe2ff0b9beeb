package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.LexBound;
import io.miniredis.server.value.SortedSetValue;

/**
 * Removes the elements in a range of members, all scores being the same, and replies with how many
 * there were.
 *
 * <p>Checked in this order: the ends, the key's type.
 */
final class ZRemRangeByLex implements Command {
  static final Spec SPEC =
      Spec.command("ZREMRANGEBYLEX", Group.SORTED_SET)
          .summary("Removes the elements in a range of members.")
          .usage("key min max")
          .arity(4)
          .flags(Flag.WRITE)
          .keys(readWrite(1, DELETE))
          .since("2.8.9")
          .complexity("O(log(N)+M) for N elements, M of them removed")
          .build();

  private static final Event EVENT = Event.sortedSet("zremrangebylex");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    LexBound min = RangeEnds.member(call, 2);
    LexBound max = RangeEnds.member(call, 3);
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    int removed = set == null ? 0 : set.removeMembers(min, max);
    if (removed > 0) {
      call.changed(1, EVENT);
    }
    call.reply().integer(removed);
  }
}
