package io.miniredis.async;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/** Debug mode's watch over one coroutine: tells when it is dropped without having been awaited. */
class NeverAwaited implements Runnable {
  private static final NeverAwaited NOBODY_LOOKS = new NeverAwaited(null, "");
  private static final Cleaner CLEANER = Cleaner.create();

  private final @Nullable EventLoop loop;
  private final String what;
  private volatile boolean awaited;

  private NeverAwaited(@Nullable EventLoop loop, String what) {
    this.loop = loop;
    this.what = what;
  }

  static NeverAwaited watch(Object coroutine, Object body) {
    EventLoop loop = EventLoop.runningLoopOrNull();
    if (loop == null || !loop.debug) {
      return NOBODY_LOOKS;
    }
    NeverAwaited guard = new NeverAwaited(loop, body.toString());
    CLEANER.register(coroutine, guard);
    return guard;
  }

  void awaited() {
    if (loop != null) {
      awaited = true;
    }
  }

  @Override
  public void run() {
    EventLoop teller = loop;
    if (teller != null && !awaited) {
      teller.reports.reportFromAnywhere(
          new Problem("coroutine was never awaited: " + what, null, null));
    }
  }
}
