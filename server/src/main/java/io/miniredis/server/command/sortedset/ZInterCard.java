package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the size of the intersection of sorted sets or sets, counted no further than a
 * limit, 0 being none. See {@link Combination}.
 */
final class ZInterCard implements Command {
  static final Spec SPEC =
      Spec.command("ZINTERCARD", Group.SORTED_SET)
          .summary("Counts the members that all of some sorted sets or sets have.")
          .usage("numkeys key [key ...] [LIMIT limit]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS).keynum(0, 1, 1))
          .since("7.0.0")
          .complexity("O(N*K) for K inputs, N elements of the smallest")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Combination.replyCardinality(call);
  }
}
