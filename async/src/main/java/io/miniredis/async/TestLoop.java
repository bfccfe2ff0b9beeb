package io.miniredis.async;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Loops whose time is virtual: when nothing is ready, the clock jumps to the first timer. A test of
 * an hour's timeouts takes no time, and takes the same turns each time.
 *
 * <pre>{@code
 * TestLoop.run(() -> {
 *   assertThatThrownBy(() -> waitFor(never, Duration.ofHours(1))).isInstanceOf(TimeoutError.class);
 * });
 * }</pre>
 *
 * <p>While a thread works for the loop ({@link Async#toThread}), the clock stands. When every task
 * waits and nothing will ever wake one, the run fails with a {@link RuntimeError} that names the
 * tasks, where a loop in real time would hang.
 */
public final class TestLoop {
  private TestLoop() {}

  private static final class VirtualClock implements LoopClock {
    private volatile long now;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public boolean isVirtual() {
      return true;
    }

    @Override
    public void jump(long nanos) {
      now = Math.max(now, nanos);
    }
  }

  /** A loop whose clock stands at 0 and jumps from timer to timer. */
  public static EventLoop newEventLoop() {
    return new EventLoop(new VirtualClock());
  }

  /** {@link Async#run} in virtual time. */
  public static <T extends @Nullable Object> T run(Awaitable<T> main) {
    try (Runner runner = new Runner(newEventLoop())) {
      return runner.run(main);
    }
  }

  /** {@link Async#run(AsyncRunnable)} in virtual time. */
  public static void run(AsyncRunnable main) {
    run(Coroutine.of(main));
  }

  /** How long the running loop has run, in its virtual time. */
  public static Duration elapsed() {
    return Duration.ofNanos(EventLoop.getRunningLoop().time());
  }
}
