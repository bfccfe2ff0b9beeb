package io.miniredis.server.pubsub;

import io.miniredis.server.value.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one client is subscribed to. Belongs to the client's event loop; other threads may read the
 * counts, which may be a moment old.
 */
public final class Subscriptions {
  private static final long ONE_BYTES = 300; // measured, for a channel of one client

  private final PubSub pubsub;
  private final Subscriber subscriber;
  private final Mailbox loop;
  private final @Nullable Map<ChannelName, Subscription>[] byKind;
  private int total;
  private long nameBytes;

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type arguments
  Subscriptions(PubSub pubsub, Subscriber subscriber, Mailbox loop) {
    this.pubsub = pubsub;
    this.subscriber = subscriber;
    this.loop = loop;
    this.byKind = new Map[Kind.values().length];
  }

  /** The number of subscriptions of a kind. */
  public int count(Kind kind) {
    Map<ChannelName, Subscription> some = byKind[kind.ordinal()];
    return some == null ? 0 : some.size();
  }

  /** The number as replies tell it: of channels and patterns together, or of shard channels. */
  public int toldCount(Kind kind) {
    return kind == Kind.SHARD ? count(kind) : count(Kind.CHANNEL) + count(Kind.PATTERN);
  }

  /** Whether there is no subscription of any kind. */
  public boolean isEmpty() {
    return total == 0;
  }

  /** Bytes of heap that they take, about. */
  public long heapBytes() {
    return ONE_BYTES * total + nameBytes;
  }

  /** Subscribes; false if it was subscribed already. */
  public boolean add(Kind kind, Slice name) {
    Map<ChannelName, Subscription> some = byKind[kind.ordinal()];
    if (some == null) {
      some = new LinkedHashMap<>();
      byKind[kind.ordinal()] = some;
    } else if (some.containsKey(new ChannelName().wrap(name))) {
      return false;
    }
    Subscription subscription = pubsub.topics(kind).join(name, subscriber, loop);
    some.put(subscription.topic.name, subscription);
    total++;
    nameBytes += name.length();
    if (total == 1) {
      pubsub.subscriberCame();
    }
    return true;
  }

  /** Ends a subscription; false if there was none. */
  public boolean remove(Kind kind, Slice name) {
    Map<ChannelName, Subscription> some = byKind[kind.ordinal()];
    Subscription subscription = some == null ? null : some.remove(new ChannelName().wrap(name));
    if (subscription == null) {
      return false;
    }
    left(kind, subscription);
    return true;
  }

  /** Ends all subscriptions of a kind, each shown behind its end. */
  public void removeAll(Kind kind, Consumer<Slice> ended) {
    Map<ChannelName, Subscription> some = byKind[kind.ordinal()];
    Slice name = new Slice();
    while (some != null && !some.isEmpty()) {
      var first = some.entrySet().iterator().next();
      some.remove(first.getKey());
      left(kind, first.getValue());
      ended.accept(first.getKey().show(name));
    }
  }

  /** Whether this is true of all subscriptions: of their kinds and names. */
  public boolean all(BiPredicate<Kind, Slice> predicate) {
    for (Kind kind : Kind.values()) {
      Map<ChannelName, Subscription> some = byKind[kind.ordinal()];
      if (some != null
          && !some.keySet().stream().allMatch(n -> predicate.test(kind, n.show(new Slice())))) {
        return false;
      }
    }
    return true;
  }

  /** Ends all subscriptions. */
  public void removeAll() {
    for (Kind kind : Kind.values()) {
      removeAll(kind, name -> {});
    }
  }

  private void left(Kind kind, Subscription subscription) {
    pubsub.topics(kind).leave(subscription);
    total--;
    nameBytes -= subscription.topic.name.length();
    if (total == 0) {
      pubsub.subscriberWent();
    }
  }
}
