package io.miniredis.server.command.list;

import io.miniredis.server.command.MultiPop;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

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
    int behindKeys = MultiPop.behindKeys(call);
    ListEnd end = Ends.parse(call, behindKeys);
    long count = MultiPop.count(call, behindKeys + 1);
    for (int i = MultiPop.FIRST_KEY; i < behindKeys; i++) {
      ListValue list = call.find(i, ListValue.TYPE);
      if (list != null) {
        Slice key = call.arg(i);
        call.reply().array(2);
        call.reply().bulk(key.array(), key.offset(), key.length());
        Popping.popMany(call, i, list, end, count);
        return;
      }
    }
    call.reply().nilArray();
  }
}
