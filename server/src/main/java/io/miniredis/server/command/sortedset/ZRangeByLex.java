package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the elements in a range of members, all scores being the same. See {@link
 * RangeQuery}.
 */
final class ZRangeByLex implements Command {
  static final Spec SPEC =
      Spec.command("ZRANGEBYLEX", Group.SORTED_SET)
          .summary("Reads a range of members.")
          .usage("key min max [LIMIT offset count]")
          .arity(-4)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("2.8.9")
          .complexity("O(log(N)+M) for N elements, M of them given")
          .deprecated("6.2.0", "ZRANGE with BYLEX")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    RangeQuery.run(call, RangeQuery.By.MEMBER, false);
  }
}
