package io.miniredis.server.engine;

/**
 * Keeps one event loop's commands within the {@linkplain MemoryBudget budget}: makes room by
 * evicting keys before a command runs. For the thread of its loop alone.
 *
 * <p>Adding the whole budget up for every command would have the loops read what others are
 * writing. So a loop that has found it kept takes a credit, a share of what is left, and looks
 * again when its commands have used that up. The credit is small: with several loops the limit can
 * be passed by what the others' credits sum up to, and with one loop not at all.
 */
final class MemoryGate {
  private static final long MAX_CREDIT = 64 * 1024;

  private final MemoryBudget budget;
  private final Eviction eviction;
  private final Engine engine;
  private long credit = -1; // below 0 there is none, until the next look
  private long creditOf; // the limit for which the credit was given
  private long buffered;

  MemoryGate(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.budget = engine.memory();
    this.eviction = new Eviction(engine, dispatcher);
  }

  /**
   * Makes room if more than the limit is used. To be called before every command, with no shard
   * locked, while there is a limit.
   *
   * @return whether memory has run out: what needs more must be refused
   */
  boolean isExhausted(long limit) {
    return (credit < 0 || limit != creditOf) && settle(limit) == Eviction.Result.FAILED;
  }

  private Eviction.Result settle(long limit) {
    Eviction.Result result = eviction.run(limit);
    creditOf = limit;
    credit = -1;
    if (result == Eviction.Result.DONE) {
      credit = Math.min((limit - budget.used()) / engine.dispatchers().size(), MAX_CREDIT);
    }
    return result;
  }

  /** Counts what a command has changed in the shards that it still has locked. */
  void count(long locked) {
    long bytes = 0;
    for (long rest = locked; rest != 0; rest &= rest - 1) {
      bytes += engine.shards().at(Long.numberOfTrailingZeros(rest)).recount();
    }
    use(bytes);
  }

  /** Counts what the buffers of a client of this loop have grown by. */
  void buffer(long bytes) {
    buffered += bytes;
    use(bytes);
  }

  private void use(long bytes) {
    if (credit >= 0) {
      credit -= bytes;
    }
  }

  /** The bytes in buffers of this loop's clients; other threads may read one of a moment ago. */
  long buffered() {
    return buffered;
  }
}
