package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.ReferencePolicy;
import io.miniredis.server.value.StreamValue;

/** {@code [KEEPREF | DELREF | ACKED] IDS numids id [id ...]}, in any order, to the end. */
final class DeletionOptions {
  private static final IdBlock.Errors ERRORS =
      new IdBlock.Errors(
          "ERR Number of IDs must be a positive integer",
          "ERR The `numids` parameter must match the number of arguments");

  final ReferencePolicy policy;
  final IdBlock ids;

  DeletionOptions(Call call, int first) {
    ReferencePolicy given = null;
    IdBlock block = null;
    int at = first;
    while (at < call.argc()) {
      ReferencePolicy word = References.policy(call, at);
      if (word != null) {
        given = References.only(given, word);
        at++;
      } else if (block == null && call.argIs(at, "IDS")) {
        block = IdBlock.read(call, at, ERRORS);
        at = block.end;
      } else {
        throw CommandError.SYNTAX;
      }
    }
    if (block == null) {
      throw CommandError.SYNTAX;
    }
    policy = given == null ? ReferencePolicy.KEEPREF : given;
    ids = block;
  }

  /** The number that tells what came of a deletion. */
  static int told(StreamValue.Deletion deletion) {
    return switch (deletion) {
      case ABSENT, RELEASED -> -1;
      case DELETED -> 1;
      case KEPT -> 2;
    };
  }
}
