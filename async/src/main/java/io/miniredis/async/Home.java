package io.miniredis.async;

/** The seat of the thread that called run: it has the turn when the loop has stopped. */
final class Home extends Seat {
  private final EventLoop loop;
  private final Thread thread = Thread.currentThread();

  Home(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  Thread thread() {
    return thread;
  }

  @Override
  void onInterrupt() {
    Runnable told = loop.onInterrupt;
    if (told != null) {
      loop.ifOpen(told);
    }
  }
}
