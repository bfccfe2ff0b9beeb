package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.command.MultiPop;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Pops elements from the first of some sorted sets that exists, and replies with its key and an
 * array of pairs; a nil array when none exists.
 *
 * <p>Checked in this order: the number of keys, MIN or MAX, the options as they come, then key by
 * key the type of its value.
 */
final class ZMPop implements Command {
  static final Spec SPEC =
      Spec.command("ZMPOP", Group.SORTED_SET)
          .summary("Removes and gives elements of the first sorted set that has any.")
          .usage("numkeys key [key ...] <MIN | MAX> [COUNT count]")
          .arity(-4)
          .flags(Flag.WRITE)
          .keys(readWrite(1, ACCESS, DELETE).keynum(0, 1, 1))
          .since("7.0.0")
          .complexity("O(K)+O(M*log(N)) for K keys and M elements of N")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int end = MultiPop.behindKeys(call, 1);
    boolean fromMax = Popping.isMax(call, end);
    long count = MultiPop.count(call, end + 1);
    if (!Popping.popFirst(call, 2, end, fromMax, count)) {
      call.reply().nilArray();
    }
  }
}
