package io.miniredis.server.pubsub;

import io.miniredis.server.value.Slice;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All topics of one kind that have subscribers. Safe for use by all event loops. */
final class Topics {
  private final ConcurrentHashMap<ChannelName, Topic> byName = new ConcurrentHashMap<>();

  boolean isEmpty() {
    return byName.isEmpty();
  }

  int size() {
    return byName.size();
  }

  /** May be walked while topics come and go. */
  Collection<Topic> all() {
    return byName.values();
  }

  @Nullable Topic find(ChannelName name) {
    return byName.get(name);
  }

  Subscription join(Slice name, Subscriber subscriber, Mailbox loop) {
    Subscription[] made = new Subscription[1];
    byName.compute(
        ChannelName.copyOf(name),
        (key, old) -> {
          Topic topic = old == null ? new Topic(key) : old;
          made[0] = topic.join(subscriber, loop);
          return topic;
        });
    return made[0];
  }

  void leave(Subscription subscription) {
    byName.computeIfPresent(
        subscription.topic.name,
        (key, topic) -> {
          topic.leave(subscription);
          return topic.isEmpty() ? null : topic;
        });
  }
}
