package io.miniredis.server.pubsub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A topic's subscribers of one event loop.
 *
 * <p>Messages are numbered, and in one step with the count of subscribers: so who has subscribed
 * gets exactly the messages that counted it, though they come to its loop later. The list of
 * subscribers belongs to the loop.
 */
final class Part {
  private static final long ONE_MESSAGE = 1L << 32;
  private static final int LETTER_BYTES = 128; // with its place in the mailbox
  private static final int LATEST = 1 << 30; // no letter is that many messages late

  private final Mailbox mailbox;
  private final AtomicLong state; // messages so far, and subscribers
  private final List<Subscription> subscriptions = new ArrayList<>(1);

  Part(Mailbox mailbox) {
    this(mailbox, new AtomicLong());
  }

  Part(Mailbox mailbox, AtomicLong state) {
    this.mailbox = mailbox;
    this.state = state;
  }

  boolean isOf(Mailbox loop) {
    return mailbox == loop;
  }

  /** The number of subscribers. */
  int subscribers() {
    return (int) state.get();
  }

  /** Sends a message to the subscribers; returns how many there are. */
  int send(Message message) {
    long before = state.getAndAdd(ONE_MESSAGE);
    int subscribers = (int) before;
    if (subscribers > 0) {
      mailbox.put(new Letter(this, (int) (before >>> 32), message));
    }
    return subscribers;
  }

  /**
   * A message on its way.
   *
   * @param number counted up from message to message of a part
   */
  private record Letter(Part part, int number, Message message) implements Mailbox.Mail {
    @Override
    public void deliver() {
      part.deliver(number, message);
    }

    @Override
    public int heapBytes() {
      return LETTER_BYTES + message.length();
    }
  }

  /** From the last to the first: a subscriber that goes because of it changes none before it. */
  private void deliver(int number, Message message) {
    for (int i = subscriptions.size() - 1; i >= 0; i--) {
      Subscription subscription = subscriptions.get(i);
      int ahead = number - subscription.since;
      if (ahead >= 0) {
        if (ahead > LATEST) { // else, some day, it would seem to be yet to come
          subscription.since = number - LATEST;
        }
        Subscriber subscriber = subscription.subscriber;
        subscriber.push(message.frame(subscriber.protocol()));
      }
    }
  }

  /** Adds a subscriber; by its loop. */
  Subscription join(Subscriber subscriber, Topic topic) {
    int since = (int) (state.getAndIncrement() >>> 32);
    Subscription subscription = new Subscription(subscriber, topic, this, since);
    subscription.index = subscriptions.size();
    subscriptions.add(subscription);
    return subscription;
  }

  /** Takes a subscriber out; by its loop. */
  void leave(Subscription subscription) {
    state.getAndDecrement();
    Subscription last = subscriptions.removeLast();
    if (last != subscription) {
      last.index = subscription.index;
      subscriptions.set(subscription.index, last);
    }
  }
}
