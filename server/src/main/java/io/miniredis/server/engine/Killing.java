package io.miniredis.server.engine;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The end of some sessions. It begins at once, and is over when their event loops have heard of it:
 * then a command of theirs that was running is done, and no message counts them as receivers.
 */
public final class Killing {
  private static final long PATIENCE_SECONDS = 10; // a loop may be at a very slow command

  private final Sessions sessions;
  private final Semaphore ended = new Semaphore(0);
  private int killed;
  private int elsewhere;

  Killing(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Ends one more session; by the event loop that began. */
  public void kill(Session session) {
    sessions.kill(session);
    killed++;
    if (!session.link().isOnThisLoop()) {
      elsewhere++;
      try {
        session.link().execute(() -> end(session));
      } catch (RejectedExecutionException e) {
        ended.release(); // its event loop has ended, and with it all its connections
      }
    }
  }

  private void end(Session session) {
    try {
      session.unsubscribe();
    } finally {
      ended.release();
    }
  }

  /** The number of sessions. */
  public int killed() {
    return killed;
  }

  /** Whether there is nothing to wait for. */
  public boolean isOver() {
    return ended.availablePermits() == elsewhere;
  }

  /**
   * Waits until it is over, though not for ever: they end all the same. Not for an event loop.
   *
   * @return whether it is over
   */
  public boolean await() throws InterruptedException {
    return ended.tryAcquire(elsewhere, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
