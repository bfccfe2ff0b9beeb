package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the elements of a range: of ranks, of scores, or of members. In reverse the ends of
 * scores and members are swapped. See {@link RangeQuery}.
 */
final class ZRange implements Command {
  static final Spec SPEC =
      Spec.command("ZRANGE", Group.SORTED_SET)
          .summary("Reads a range of ranks, scores or members.")
          .usage("key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count]" + " [WITHSCORES]")
          .arity(-4)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("1.2.0")
          .complexity("O(log(N)+M) for N elements, M of them given")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    RangeQuery.run(call);
  }
}
