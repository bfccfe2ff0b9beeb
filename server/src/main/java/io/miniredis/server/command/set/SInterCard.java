package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetSieve;

/**
 * Replies with the number of members that all of some sets have, counted no further than a limit, 0
 * being none.
 *
 * <p>Checked in this order: the number of keys, the options in turn, the types of all keys.
 */
final class SInterCard implements Command {
  static final Spec SPEC =
      Spec.command("SINTERCARD", Group.SET)
          .summary("Counts the members that all of some sets have.")
          .usage("numkeys key [key ...] [LIMIT limit]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS).keynum(0, 1, 1))
          .since("7.0.0")
          .complexity("O(N*M) for N members of the smallest of M sets")
          .build();

  private static final CommandError NO_KEYS =
      CommandError.of("ERR numkeys should be greater than 0");
  private static final CommandError TOO_MANY_KEYS =
      CommandError.of("ERR Number of keys can't be greater than number of args");
  private static final CommandError NEGATIVE_LIMIT = CommandError.of("ERR LIMIT can't be negative");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long keys = call.longArg(1, 1, Long.MAX_VALUE, NO_KEYS);
    if (keys > call.argc() - 2) {
      throw TOO_MANY_KEYS;
    }
    long limit = limit(call, (int) keys + 2);
    SetSieve members = Sieves.intersection(call, Inputs.find(call, 2, (int) keys));
    long n = 0;
    while (members != null && (limit == 0 || n < limit) && members.next()) {
      n++;
    }
    call.reply().integer(n);
  }

  private static long limit(Call call, int first) {
    long limit = 0;
    for (int i = first; i < call.argc(); i += 2) {
      if (!call.argIs(i, "LIMIT") || i + 1 == call.argc()) {
        throw CommandError.SYNTAX;
      }
      limit = call.longArg(i + 1, 0, Long.MAX_VALUE, NEGATIVE_LIMIT);
    }
    return limit;
  }
}
