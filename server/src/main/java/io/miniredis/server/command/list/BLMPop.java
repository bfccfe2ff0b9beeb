package io.miniredis.server.command.list;

import io.miniredis.server.command.MultiPop;
import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;

/**
 * Pops elements from the first of some lists that exists, and replies with its key and an array of
 * them; waits while none exists. A nil array when the timeout, in seconds, has passed; 0 is for
 * ever.
 *
 * <p>Checked in this order: number of keys, the end, options, the timeout, then key by key the type
 * of its value.
 */
final class BLMPop implements Command {
  private static final Spec SPEC =
      Spec.command("BLMPOP", Group.LIST)
          .usage("timeout numkeys key [key ...] <LEFT | RIGHT> [COUNT count]")
          .arity(-5)
          .keys(KeySpec.readWrite(2, KeySpec.Use.ACCESS, KeySpec.Use.DELETE).keynum(0, 1, 1))
          .flags(Flag.BLOCKING, Flag.WRITE)
          .summary(
              "Removes elements from the first list that has any and gives them; waits for one.")
          .since("7.0.0")
          .complexity("O(N+M) where N is the number of keys and M that of elements given")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int behindKeys = MultiPop.behindKeys(call, 2);
    ListEnd end = Ends.parse(call, behindKeys);
    long count = MultiPop.count(call, behindKeys + 1);
    long timeout = Timeout.secondsArg(call, 1);
    if (!Popping.popFirst(call, 3, behindKeys, end, count)) {
      call.waitFor(3, behindKeys - 3, ListValue.TYPE, timeout, OnTimeout.NIL_ARRAY);
    }
  }
}
