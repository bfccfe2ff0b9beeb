package io.miniredis.async;

/** Debug mode's refusal of calls from threads that do not have the turn. */
final class Watch {
  private final EventLoop loop;

  Watch(EventLoop loop) {
    this.loop = loop;
  }

  void checkThread(String what) {
    Worker worker = Worker.current();
    if (loop.isRunning() && (worker == null || worker.turns != loop.turns)) {
      throw new RuntimeError(
          what
              + " is not thread-safe and was called in another thread than the loop's: use"
              + " callSoonThreadsafe");
    }
  }
}
