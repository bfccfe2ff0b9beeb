package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SortedSetValue;

/** Replies with the number of elements, 0 if the key does not exist. */
final class ZCard implements Command {
  static final Spec SPEC =
      Spec.command("ZCARD", Group.SORTED_SET)
          .summary("Tells the size of a sorted set.")
          .usage("key")
          .arity(2)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1))
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
    call.reply().integer(set == null ? 0 : set.size());
  }
}
