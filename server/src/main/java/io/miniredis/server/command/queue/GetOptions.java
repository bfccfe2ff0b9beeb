package io.miniredis.server.command.queue;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.KeySpec;

/** The keys and options of Q.GET. */
final class GetOptions {
  static final KeySpec.Option[] WORDS = {
    new KeySpec.Option("COUNT", 1),
    new KeySpec.Option("LEASE", 1),
    new KeySpec.Option("TIMEOUT", 1),
    new KeySpec.Option("NOWAIT", 0)
  };

  /** How many keys there are, from argument 1 on. */
  int keys;

  long count;

  /** -1: as long as the queue says. */
  long lease;

  long timeout;
  boolean noWait;
  private boolean hasTimeout;

  private GetOptions() {}

  /** Parses them. The object is the same for every command of a call. */
  static GetOptions parse(Call call) {
    GetOptions o = call.tool(GetOptions.class, GetOptions::new);
    o.clear();
    int i = 2;
    while (i < call.argc() && !isOption(call, i)) {
      i++;
    }
    o.keys = i - 1;
    while (i < call.argc()) {
      if (call.argIs(i, "NOWAIT") && !o.hasTimeout) {
        o.noWait = true;
        i++;
      } else if (i + 1 < call.argc()) {
        o.parse(call, i);
        i += 2;
      } else {
        throw CommandError.SYNTAX;
      }
    }
    return o;
  }

  private void clear() {
    count = 1;
    lease = -1;
    timeout = 0;
    noWait = false;
    hasTimeout = false;
  }

  private void parse(Call call, int i) {
    if (call.argIs(i, "COUNT")) {
      count = call.longArg(i + 1);
      if (count <= 0) {
        throw CommandError.MUST_BE_POSITIVE;
      }
    } else if (call.argIs(i, "LEASE")) {
      lease = Bounds.millis(call, i + 1, 0);
    } else if (call.argIs(i, "TIMEOUT") && !noWait) {
      timeout = Timeout.millisArg(call, i + 1);
      hasTimeout = true;
    } else {
      throw CommandError.SYNTAX;
    }
  }

  private static boolean isOption(Call call, int arg) {
    for (KeySpec.Option word : WORDS) {
      if (call.argIs(arg, word.word())) {
        return true;
      }
    }
    return false;
  }
}
