package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the union of sorted sets or sets. See {@link Combination}. */
final class ZUnion implements Command {
  static final Spec SPEC =
      Spec.command("ZUNION", Group.SORTED_SET)
          .summary("Tells the union of sorted sets or sets.")
          .usage(
              "numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM |"
                  + " MIN | MAX | COUNT>] [WITHSCORES]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS).keynum(0, 1, 1))
          .since("6.2.0")
          .complexity("O(N)+O(M*log(M)) for N elements of all inputs and M of the result")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Combination.reply(call, Combination.Operation.UNION);
  }
}
