package io.miniredis.server.scripting;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Busy;
import io.miniredis.server.engine.Call;
import io.miniredis.server.lua.Runtime;

/**
 * Watches a script: when it has run for {@code busy-reply-threshold}, the event loop's other
 * clients are served every now and then, and told that the server is busy. Ends it when somebody
 * wants that.
 */
final class Patience implements Runtime.Watch {
  private static final int STEPS = 10_000;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Call call;
  private final Busy busy;
  private final long limit; // 0: for ever
  private final long begin;
  private long served = System.nanoTime(); // when others were: of the machine, clocks may stand

  Patience(Call call) {
    this.call = call;
    busy = call.engine().busy();
    limit = call.engine().config().number(Settings.BUSY_REPLY_THRESHOLD) * NANOS_A_MILLI;
    begin = call.engine().clock().nanos();
  }

  @Override
  public int check() {
    if (limit > 0
        && call.engine().clock().nanos() - begin > limit
        && System.nanoTime() - served > NANOS_A_MILLI) {
      busy.tell();
      call.serveOthers();
      served = System.nanoTime();
    }
    if (busy.isToEnd()) {
      throw new Runtime.Stopped("ERR Script killed by user with SCRIPT KILL...");
    }
    return STEPS;
  }
}
