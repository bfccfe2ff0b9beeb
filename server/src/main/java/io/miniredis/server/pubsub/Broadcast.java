package io.miniredis.server.pubsub;

import io.miniredis.server.value.Slice;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that all get the same bytes, the same in both protocols. Safe for use by all event loops,
 * and with locks held; bytes take the way of messages, through the mailboxes of the loops.
 */
public final class Broadcast {
  private final Topics topics = new Topics(); // none, or the one without a name
  private final AtomicInteger members = new AtomicInteger();

  /** That a client gets what is sent. Belongs to its event loop. */
  public final class Membership {
    private final Subscription subscription;

    private Membership(Subscription subscription) {
      this.subscription = subscription;
    }

    /** Ends it; to be called once. */
    public void end() {
      members.decrementAndGet();
      topics.leave(subscription);
    }
  }

  /** Has a client get everything that is sent from now on; by its own event loop. */
  public Membership join(Subscriber subscriber, Mailbox loop) {
    Subscription subscription = topics.join(new Slice(), subscriber, loop);
    members.incrementAndGet();
    return new Membership(subscription);
  }

  /** Whether there is anybody to send to. */
  public boolean hasMembers() {
    return members.get() > 0;
  }

  /**
   * Sends bytes to all.
   *
   * @param frame not to be written to any more
   */
  public void send(byte[] frame) {
    Message message = Message.of(frame);
    for (Topic topic : topics.all()) {
      topic.send(message);
    }
  }
}
