package io.miniredis.server.engine;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.MaxmemoryPolicy;
import io.miniredis.server.config.Settings;

/**
 * Removes keys until no more memory is used than the limit, as {@code maxmemory-policy} chooses
 * them. For one thread at a time; it locks one shard after the other, never two.
 */
final class Eviction {
  /** How it ended. */
  enum Result {
    /** No more than the limit is used, or nothing may be evicted now. */
    DONE,
    /** Time ran out; it goes on with the next command, or in the background. */
    UNFINISHED,
    /** More than the limit is used, and nothing is left that may go. */
    FAILED
  }

  private static final int KEYS_BETWEEN_LOOKS_AT_THE_CLOCK = 16;

  private final Engine engine;
  private final Config config;
  private final MemoryBudget budget;
  private final Victims victims;

  /**
   * @param dispatcher of the thread that evicts
   */
  Eviction(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.config = engine.config();
    this.budget = engine.memory();
    this.victims = new Victims(engine, dispatcher);
  }

  /** Evicts as long as more than {@code limit} bytes are used, and time is left. */
  Result run(long limit) {
    Result result = Result.DONE;
    if (budget.used() > limit && !engine.pausing().isOn()) {
      MaxmemoryPolicy policy = config.get(Settings.MAXMEMORY_POLICY);
      long begin = engine.clock().nanos();
      result = policy == MaxmemoryPolicy.NOEVICTION ? Result.FAILED : evict(policy, limit);
      engine.observing().took("eviction-cycle", engine.clock().nanos() - begin);
    }
    engine.stats().evictionEnded(result == Result.DONE, engine.clock().nanos());
    if (result == Result.UNFINISHED) {
      engine.upkeep().evictor().later();
    }
    return result;
  }

  private Result evict(MaxmemoryPolicy policy, long limit) {
    long allowed = allowedNanos(config.integer(Settings.MAXMEMORY_EVICTION_TENACITY));
    long start = engine.clock().nanos();
    for (int evicted = 1; victims.evictOne(policy); evicted++) {
      if (budget.used() <= limit) {
        return Result.DONE;
      }
      if (evicted % KEYS_BETWEEN_LOOKS_AT_THE_CLOCK == 0
          && engine.clock().nanos() - start > allowed) {
        return Result.UNFINISHED;
      }
    }
    return Result.FAILED;
  }

  /**
   * How long one command may evict: up to a tenacity of 10 it grows by 50 µs a step to half a
   * millisecond, then by 15 % a step to minutes; 100 knows no end.
   */
  static long allowedNanos(int tenacity) {
    if (tenacity <= 10) {
      return 50_000L * tenacity;
    }
    return tenacity < 100 ? (long) (500_000 * Math.pow(1.15, tenacity - 10.0)) : Long.MAX_VALUE;
  }
}
