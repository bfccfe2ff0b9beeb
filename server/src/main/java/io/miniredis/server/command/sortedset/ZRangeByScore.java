package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the elements in a range of scores. See {@link RangeQuery}. */
final class ZRangeByScore implements Command {
  static final Spec SPEC =
      Spec.command("ZRANGEBYSCORE", Group.SORTED_SET)
          .summary("Reads a range of scores.")
          .usage("key min max [WITHSCORES] [LIMIT offset count]")
          .arity(-4)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("1.0.5")
          .complexity("O(log(N)+M) for N elements, M of them given")
          .deprecated("6.2.0", "ZRANGE with BYSCORE")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    RangeQuery.run(call, RangeQuery.By.SCORE, false);
  }
}
