package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.LexBound;
import io.miniredis.server.value.SortedSetValue;

/**
 * Replies with the number of elements in a range of members, all scores being the same.
 *
 * <p>Checked in this order: the ends, the key's type.
 */
final class ZLexCount implements Command {
  static final Spec SPEC =
      Spec.command("ZLEXCOUNT", Group.SORTED_SET)
          .summary("Counts the elements in a range of members.")
          .usage("key min max")
          .arity(4)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1, ACCESS))
          .since("2.8.9")
          .complexity("O(log(N)) for N elements")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    LexBound min = RangeEnds.member(call, 2);
    LexBound max = RangeEnds.member(call, 3);
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    call.reply().integer(set == null ? 0 : set.countMembers(min, max));
  }
}
