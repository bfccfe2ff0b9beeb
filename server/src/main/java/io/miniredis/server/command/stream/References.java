package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.ReferencePolicy;
import org.jspecify.annotations.Nullable;

/** The words KEEPREF, DELREF and ACKED, of which a command takes one. */
final class References {
  private References() {}

  /** The policy that an argument names, or null. */
  static @Nullable ReferencePolicy policy(Call call, int arg) {
    if (call.argIs(arg, "KEEPREF")) {
      return ReferencePolicy.KEEPREF;
    }
    if (call.argIs(arg, "DELREF")) {
      return ReferencePolicy.DELREF;
    }
    return call.argIs(arg, "ACKED") ? ReferencePolicy.ACKED : null;
  }

  /**
   * The policy of a word, if it is the first.
   *
   * @throws CommandError {@link CommandError#SYNTAX}
   */
  static ReferencePolicy only(@Nullable ReferencePolicy before, ReferencePolicy word) {
    if (before != null) {
      throw CommandError.SYNTAX;
    }
    return word;
  }
}
