package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;

/** The options of Q.FAIL. */
final class FailOptions {
  /** -1: as long as the queue says. */
  long delay = -1;

  /** Where the text is, or 0. */
  int error;

  boolean dead;
  boolean release;

  /** Where the number of the delivery is, or 0. */
  int delivery;

  private FailOptions() {}

  static FailOptions parse(Call call) {
    FailOptions o = new FailOptions();
    int i = 3;
    while (i < call.argc()) {
      i += o.parse(call, i);
    }
    if (o.release && (o.dead || o.delay >= 0 || o.error > 0)) {
      throw CommandError.SYNTAX;
    }
    return o;
  }

  private int parse(Call call, int i) {
    if (call.argIs(i, "DEAD")) {
      dead = true;
      return 1;
    }
    if (call.argIs(i, "RELEASE")) {
      release = true;
      return 1;
    }
    if (i + 1 == call.argc()) {
      throw CommandError.SYNTAX;
    }
    if (call.argIs(i, "DELAY")) {
      delay = Bounds.millis(call, i + 1, 0);
    } else if (call.argIs(i, "ERROR")) {
      error = i + 1;
    } else if (call.argIs(i, "DELIVERY")) {
      call.longArg(i + 1);
      delivery = i + 1;
    } else {
      throw CommandError.SYNTAX;
    }
    return 2;
  }
}
