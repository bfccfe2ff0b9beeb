package io.miniredis.server.pubsub;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether event loops are behind with delivering, so that publishers should wait until they have
 * caught up. That is not about subscribers who do not read: they never keep a loop from delivering.
 */
final class Crowding {
  private final AtomicInteger crowded = new AtomicInteger();
  private volatile Runnable whenOver = () -> {};

  /** What to do whenever no loop is behind any more; any loop's thread does it. */
  void whenOver(Runnable action) {
    whenOver = action;
  }

  boolean isOn() {
    return crowded.get() > 0;
  }

  void began() {
    crowded.incrementAndGet();
  }

  void ended() {
    if (crowded.decrementAndGet() == 0) {
      whenOver.run();
    }
  }
}
