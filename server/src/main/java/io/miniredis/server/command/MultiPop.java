package io.miniredis.server.command;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;

/**
 * The arguments that LMPOP, ZMPOP and their blocking forms share: {@code numkeys key [key ...] end
 * [COUNT count]}.
 */
public final class MultiPop {
  private static final CommandError NUMKEYS =
      CommandError.of("ERR numkeys should be greater than 0");
  private static final CommandError COUNT = CommandError.of("ERR count should be greater than 0");

  private MultiPop() {}

  /**
   * The index of the argument behind the keys, which tells the end to pop from.
   *
   * @param numkeys the index of the argument that tells how many keys follow it
   * @throws CommandError if the number of keys is none, not positive, or leaves no argument behind
   */
  public static int behindKeys(Call call, int numkeys) {
    long keys = call.longArg(numkeys, 1, Long.MAX_VALUE, NUMKEYS);
    if (keys > call.argc() - numkeys - 2) {
      throw CommandError.SYNTAX;
    }
    return numkeys + 1 + (int) keys;
  }

  /**
   * How many elements to pop: what COUNT says, or 1.
   *
   * @param options the index of the argument behind the end
   */
  public static long count(Call call, int options) {
    int argc = call.argc();
    if (argc <= options) {
      return 1;
    }
    if (argc == options + 1 || !call.argIs(options, "COUNT")) {
      throw CommandError.SYNTAX;
    }
    long count = call.longArg(options + 1, 1, Long.MAX_VALUE, COUNT);
    if (argc > options + 2) {
      throw CommandError.SYNTAX;
    }
    return count;
  }
}
