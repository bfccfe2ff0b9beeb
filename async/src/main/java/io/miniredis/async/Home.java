package io.miniredis.async;

/** The seat of the thread that called run: it has the turn when the loop has stopped. */
final class Home extends Seat {
  private final EventLoop loop;
  private final Thread thread = Thread.currentThread();
  private boolean interrupted;

  Home(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  Thread thread() {
    return thread;
  }

  @Override
  void onInterrupt() {
    interrupted = true;
    Runnable told = loop.onInterrupt;
    if (told != null) {
      loop.ifOpen(told);
    }
  }

  /** Interrupts the thread again if it was while it waited. */
  void restoreInterrupt() {
    if (interrupted) {
      thread.interrupt();
    }
  }
}
