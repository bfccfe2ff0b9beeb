package io.miniredis.server.engine;

/**
 * Goes on with evicting keys when the command that began it had no more time, or before any command
 * comes. Used by one thread at a time.
 */
final class Evictor {
  private final Engine engine;
  private final Dispatcher dispatcher;
  private final Eviction eviction;
  private volatile boolean unfinished;

  /**
   * @param dispatcher of the thread that evicts
   */
  Evictor(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.dispatcher = dispatcher;
    this.eviction = new Eviction(engine, dispatcher);
  }

  /** Has keys evicted soon even if no command comes; by any thread. */
  void later() {
    unfinished = true;
  }

  /**
   * Evicts for as long as one command may, if more memory is used than allowed.
   *
   * @return whether there is more to do
   */
  boolean goOn() {
    long limit = engine.memory().limit();
    if (!unfinished || limit == 0) {
      return false;
    }
    unfinished = false;
    dispatcher.readClock();
    return eviction.run(limit) == Eviction.Result.UNFINISHED;
  }
}
