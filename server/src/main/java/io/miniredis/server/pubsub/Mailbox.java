package io.miniredis.server.pubsub;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is on its way to the subscribers of one event loop. Every thread may put mail in; the loop
 * alone takes it out. Mail of one thread, and mail put in under one lock, comes out in the order in
 * which it went in.
 *
 * <p>The loop is called once, however much mail comes until it has time.
 */
public final class Mailbox {
  /** Something to be done by the event loop. */
  interface Mail {
    void deliver();
  }

  private static final Mail END = () -> {};

  private final Queue<Mail> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean called = new AtomicBoolean();
  private final Runnable round = this::round;
  private volatile Executor loop = task -> {};

  Mailbox() {}

  /**
   * Names the event loop.
   *
   * @param loop runs tasks soon, one after the other, on the loop's thread
   */
  public void bind(Executor loop) {
    this.loop = loop;
  }

  void put(Mail mail) {
    queue.add(mail);
    if (!called.get() && called.compareAndSet(false, true)) {
      loop.execute(round);
    }
  }

  private void round() {
    called.set(false); // who puts mail in from here on calls again
    deliver();
  }

  /** Whether there is anything to deliver. */
  public boolean hasMail() {
    return !queue.isEmpty();
  }

  /** Delivers what is there now; by the loop alone. What comes meanwhile is left for later. */
  public void deliver() {
    if (queue.isEmpty()) {
      return;
    }
    queue.add(END);
    for (Mail mail = queue.poll(); mail != END && mail != null; mail = queue.poll()) {
      mail.deliver();
    }
  }
}
