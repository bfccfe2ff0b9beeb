package io.miniredis.server.scripting;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Busy;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Clock;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.lua.Runtime;
import java.util.ArrayList;
import java.util.List;
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
  private @Nullable Program program;
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
  void begin(Call call, Program program) {
    this.call = call;
    this.program = program;
    began = false;
  }

  /** The script has ended. */
  void end() {
    call = null;
    program = null;
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
      if (!busy.isOn()) {
        busy.tell(function(call));
      }
      call.serveOthers();
      served = System.nanoTime();
    }
    if (busy.isToEnd()) {
      throw new Runtime.Stopped("ERR Script killed by user with SCRIPT KILL...");
    }
    return STEPS;
  }

  /** What is told of the function that runs; null if it is a script. */
  private Busy.@Nullable Running function(Call call) {
    if (program == null || program.kind != Busy.Kind.FUNCTION) {
      return null;
    }
    List<byte[]> command = new ArrayList<>();
    for (int i = 0; i < call.argc(); i++) {
      command.add(call.arg(i).toBytes());
    }
    return new Busy.Running(program.name, List.copyOf(command), begin);
  }
}
