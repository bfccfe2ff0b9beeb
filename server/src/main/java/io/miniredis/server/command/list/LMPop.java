package io.miniredis.server.command.list;

import io.miniredis.server.command.MultiPop;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;

/**
 * Pops elements from the first of some lists that exists, and replies with its key and an array of
 * them; a nil array when none exists.
 *
 * <p>Checked in this order: number of keys, the end, options, then key by key the type of its
 * value.
 */
final class LMPop implements Command {
  private static final Spec SPEC =
      Spec.command("LMPOP", Group.LIST)
          .usage("numkeys key [key ...] <LEFT | RIGHT> [COUNT count]")
          .arity(-4)
          .keys(KeySpec.readWrite(1, KeySpec.Use.ACCESS, KeySpec.Use.DELETE).keynum(0, 1, 1))
          .flags(Flag.WRITE)
          .summary("Removes elements from the first list that has any and gives them.")
          .since("7.0.0")
          .complexity("O(N+M) where N is the number of keys and M that of elements given")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int behindKeys = MultiPop.behindKeys(call, 1);
    ListEnd end = Ends.parse(call, behindKeys);
    long count = MultiPop.count(call, behindKeys + 1);
    if (!Popping.popFirst(call, 2, behindKeys, end, count)) {
      call.reply().nilArray();
    }
  }
}
