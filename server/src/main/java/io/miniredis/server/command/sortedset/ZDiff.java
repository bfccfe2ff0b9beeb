package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the elements of the first sorted set or set that no other one has. See {@link
 * Combination}.
 */
final class ZDiff implements Command {
  static final Spec SPEC =
      Spec.command("ZDIFF", Group.SORTED_SET)
          .summary("Tells the elements of the first sorted set or set that no other one has.")
          .usage("numkeys key [key ...] [WITHSCORES]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS).keynum(0, 1, 1))
          .since("6.2.0")
          .complexity("O(L)+O(M*log(M)) for L elements of all inputs and M of the result")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Combination.reply(call, Combination.Operation.DIFFERENCE);
  }
}
