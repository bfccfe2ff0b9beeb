package io.miniredis.server.net;

import io.miniredis.server.engine.Engine;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes an event loop when the engine's next deadline has come. */
final class DeadlineTimer {
  private static final long SHORTEST_NANOS = 100_000; // a clock advanced by hand is not spun for

  private final Engine engine;
  private final EventExecutor loop;
  private @Nullable ScheduledFuture<?> next;

  private DeadlineTimer(Engine engine, EventExecutor loop) {
    this.engine = engine;
    this.loop = loop;
  }

  /** Has a loop do what is due from now on. */
  static void start(Engine engine, EventExecutor loop) {
    engine.deadlines().onEarlier(new DeadlineTimer(engine, loop)::earlier);
  }

  private void earlier() {
    try {
      loop.execute(this::schedule);
    } catch (RejectedExecutionException e) {
      // the server is ending: nobody will be told
    }
  }

  private void schedule() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
    long nanos = engine.deadlines().untilNext(engine.clock().nanos());
    if (nanos < Long.MAX_VALUE && !loop.isShuttingDown()) {
      next = loop.schedule(this::fire, Math.max(nanos, SHORTEST_NANOS), TimeUnit.NANOSECONDS);
    }
  }

  private void fire() {
    next = null;
    if (engine.busy().isOn()) {
      engine.busy().whenOver(this::earlier);
      return;
    }
    engine.deadlines().runDue(engine.clock().nanos());
    schedule();
  }
}
