package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.command.MultiPop;
import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SortedSetValue;

/**
 * Pops elements from the first of some sorted sets that exists, and replies with its key and an
 * array of pairs; waits while none exists. A nil array when the timeout, in seconds, has passed; 0
 * is for ever.
 *
 * <p>Checked in this order: the number of keys, MIN or MAX, the options as they come, the timeout,
 * then key by key the type of its value.
 */
final class BZMPop implements Command {
  static final Spec SPEC =
      Spec.command("BZMPOP", Group.SORTED_SET)
          .summary(
              "Removes and gives elements of the first sorted set that has any; waits for one.")
          .usage("timeout numkeys key [key ...] <MIN | MAX> [COUNT count]")
          .arity(-5)
          .flags(Flag.BLOCKING, Flag.WRITE)
          .keys(readWrite(2, ACCESS, DELETE).keynum(0, 1, 1))
          .since("7.0.0")
          .complexity("O(K)+O(M*log(N)) for K keys and M elements of N")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int end = MultiPop.behindKeys(call, 2);
    boolean fromMax = Popping.isMax(call, end);
    long count = MultiPop.count(call, end + 1);
    long timeout = Timeout.secondsArg(call, 1);
    if (!Popping.popFirst(call, 3, end, fromMax, count)) {
      call.waitFor(3, end - 3, SortedSetValue.TYPE, timeout, OnTimeout.NIL_ARRAY);
    }
  }
}
