package io.miniredis.server.command.string;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;

/** The arguments of MSET and MSETNX: keys and their values in turn. */
final class KeyValuePairs {
  private KeyValuePairs() {}

  /** Refuses a last key without a value. */
  static void check(Call call) {
    if (call.argc() % 2 == 0) {
      throw CommandError.of(
          "ERR wrong number of arguments for '" + call.spec().fullName() + "' command");
    }
  }

  static void set(Call call) {
    for (int i = 1; i < call.argc(); i += 2) {
      call.setString(i, call.arg(i + 1));
      call.changed(i, Set.EVENT);
    }
  }
}
