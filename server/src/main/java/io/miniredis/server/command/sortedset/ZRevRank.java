package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the rank of a member, counted from 0 at the highest score, and with its score if
 * asked; nil if it or the key does not exist. See {@link Ranks#reply}.
 */
final class ZRevRank implements Command {
  static final Spec SPEC =
      Spec.command("ZREVRANK", Group.SORTED_SET)
          .summary("Tells the rank of a member, counted from the highest score.")
          .usage("key member [WITHSCORE]")
          .arity(-3)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1, ACCESS))
          .element(2)
          .since("2.0.0")
          .complexity("O(log(N)) for N elements")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Ranks.reply(call, true);
  }
}
