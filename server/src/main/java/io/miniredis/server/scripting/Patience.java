package io.miniredis.server.scripting;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Busy;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Clock;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.lua.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * Watches a script: when it has run for {@code busy-reply-threshold}, the event loop's other
 * clients are served every now and then, and told that the server is busy. Ends it when somebody
 * wants that.
 */
final class Patience implements Runtime.Watch {
  private static final int STEPS = 10_000;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Clock clock;
  private final Busy busy;
  private final Config config;
  private @Nullable Call call; // whose script runs
  private boolean began;
  private long limit; // 0: for ever
  private long begin;
  private long served; // when others were: of the machine, clocks may stand

  Patience(Engine engine) {
    clock = engine.clock();
    busy = engine.busy();
    config = engine.config();
  }

  /** A script begins. What does not jump does not last: its time is taken with the first jump. */
  void begin(Call call) {
    this.call = call;
    began = false;
  }

  /** The script has ended. */
  void end() {
    call = null;
  }

  private void takeTime() {
    began = true;
    limit = config.number(Settings.BUSY_REPLY_THRESHOLD) * NANOS_A_MILLI;
    begin = clock.nanos();
    served = System.nanoTime();
  }

  @Override
  public int check() {
    if (!began) {
      takeTime();
    }
    if (limit > 0
        && call != null
        && clock.nanos() - begin > limit
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
