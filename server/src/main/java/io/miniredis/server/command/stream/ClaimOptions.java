package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.StreamId;

/** The options of XCLAIM, behind the ids. */
final class ClaimOptions {
  private static final CommandError IDLE =
      CommandError.of("ERR Invalid IDLE option argument for XCLAIM");
  private static final CommandError TIME =
      CommandError.of("ERR Invalid TIME option argument for XCLAIM");
  private static final CommandError RETRY_COUNT =
      CommandError.of("ERR Invalid RETRYCOUNT option argument for XCLAIM");

  /** Make pending what is not, if the stream has it. */
  boolean force;

  /** Reply with ids, and do not count a delivery. */
  boolean idsOnly;

  /** The number of deliveries to set; negative: none. */
  long retryCount = -1;

  /** The time to set: never later than now. */
  long deliveredAt;

  StreamId lastId = StreamId.MIN;

  ClaimOptions(Call call, int first) {
    deliveredAt = call.time();
    int i = first;
    while (i < call.argc()) {
      i = option(call, i, call.argc() - 1 - i);
    }
    if (deliveredAt < 0 || deliveredAt > call.time()) {
      deliveredAt = call.time();
    }
  }

  private int option(Call call, int at, int more) {
    if (call.argIs(at, "FORCE")) {
      force = true;
      return at + 1;
    }
    if (call.argIs(at, "JUSTID")) {
      idsOnly = true;
      return at + 1;
    }
    if (more > 0 && call.argIs(at, "IDLE")) {
      deliveredAt = call.time() - call.longArg(at + 1, IDLE);
    } else if (more > 0 && call.argIs(at, "TIME")) {
      deliveredAt = call.longArg(at + 1, TIME);
    } else if (more > 0 && call.argIs(at, "RETRYCOUNT")) {
      retryCount = call.longArg(at + 1, RETRY_COUNT);
    } else if (more > 0 && call.argIs(at, "LASTID")) {
      lastId = Ids.exact(call, at + 1);
    } else {
      throw CommandError.of("ERR Unrecognized XCLAIM option '" + call.arg(at) + "'");
    }
    return at + 2;
  }
}
