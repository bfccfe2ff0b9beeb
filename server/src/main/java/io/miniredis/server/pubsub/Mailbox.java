package io.miniredis.server.pubsub;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on its way to the subscribers of one event loop. Every thread may put mail in; the loop
 * alone takes it out. Mail of one thread, and mail put in under one lock, comes out in the order in
 * which it went in.
 *
 * <p>The loop is called once, however much mail comes until it has time. A mailbox refuses nothing,
 * but says when it is crowded.
 */
public final class Mailbox {
  /** Something to be done by the event loop. */
  public interface Mail {
    void deliver();

    /** About how many bytes of heap it takes. */
    int heapBytes();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
  private static final long CROWDED_BYTES = 4L << 20; // less than a subscriber may be behind
  private static final Mail END = new End();

  private final Queue<Mail> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong heapBytes = new AtomicLong();
  private final AtomicBoolean crowded = new AtomicBoolean();
  private final AtomicBoolean called = new AtomicBoolean();
  private final Runnable round = this::round;
  private final Crowding crowding;
  private volatile Executor loop = task -> {};

  Mailbox(Crowding crowding) {
    this.crowding = crowding;
  }

  private static final class End implements Mail {
    @Override
    public void deliver() {}

    @Override
    public int heapBytes() {
      return 0;
    }
  }

  /**
   * Names the event loop.
   *
   * @param loop runs tasks soon, one after the other, on the loop's thread
   */
  public void bind(Executor loop) {
    this.loop = loop;
  }

  /** Has something done when the event loop has done what it is doing; by its thread. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /** Puts something in, to be done soon. Any thread may, and waits for nobody. */
  public void put(Mail mail) {
    if (heapBytes.addAndGet(mail.heapBytes()) > CROWDED_BYTES
        && crowded.compareAndSet(false, true)) {
      crowding.began();
    }
    queue.add(mail);
    if (!called.get() && called.compareAndSet(false, true)) {
      loop.execute(round);
    }
  }

  private void round() {
    called.set(false); // who puts mail in from here on calls again
    deliver();
  }

  /** Delivers what is there now; by the loop alone. What comes meanwhile is left for later. */
  public void deliver() {
    if (queue.isEmpty()) {
      return;
    }
    queue.add(END);
    for (Mail mail = queue.poll(); mail != END && mail != null; mail = queue.poll()) {
      heapBytes.addAndGet(-mail.heapBytes());
      try {
        mail.deliver();
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.error("a message was not delivered", e);
      }
    }
    if (crowded.get()
        && heapBytes.get() < CROWDED_BYTES / 2
        && crowded.compareAndSet(true, false)) {
      crowding.ended();
    }
  }
}
