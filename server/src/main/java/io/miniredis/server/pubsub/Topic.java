package io.miniredis.server.pubsub;

import java.util.Arrays;

/**
 * One channel, pattern or shard channel that somebody is subscribed to: a {@link Part} for each
 * event loop with subscribers. Parts come and go one at a time; who walks them sees all or some.
 */
final class Topic {
  private static final Part[] NONE = {};

  final ChannelName name;
  private volatile Part[] parts = NONE;

  Topic(ChannelName name) {
    this.name = name;
  }

  /** Sends a message to all subscribers; returns how many there are. */
  int send(Message message) {
    int receivers = 0;
    for (Part part : parts) {
      receivers += part.send(message);
    }
    return receivers;
  }

  /** The number of subscribers. */
  int subscribers() {
    int n = 0;
    for (Part part : parts) {
      n += part.subscribers();
    }
    return n;
  }

  boolean isEmpty() {
    return parts.length == 0;
  }

  /** Adds a subscriber; not while another is added or taken out. */
  Subscription join(Subscriber subscriber, Mailbox loop) {
    for (Part part : parts) {
      if (part.isOf(loop)) {
        return part.join(subscriber, this);
      }
    }
    Part part = new Part(loop);
    Subscription subscription = part.join(subscriber, this);
    Part[] more = Arrays.copyOf(parts, parts.length + 1);
    more[parts.length] = part;
    parts = more;
    return subscription;
  }

  /** Takes a subscriber out; not while another is added or taken out. */
  void leave(Subscription subscription) {
    Part part = subscription.part;
    part.leave(subscription);
    if (part.subscribers() == 0) {
      parts = Arrays.stream(parts).filter(p -> p != part).toArray(Part[]::new);
    }
  }
}
