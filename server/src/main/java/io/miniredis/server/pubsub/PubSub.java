package io.miniredis.server.pubsub;

import io.miniredis.server.value.GlobPattern;
import io.miniredis.server.value.Slice;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Channels, patterns and shard channels with their subscribers. Safe for use by all event loops,
 * and with locks held: publishing waits for nothing and nobody.
 *
 * <p>A message goes into the mailbox of every event loop that has subscribers to it, and each loop
 * hands it to its own. So what it costs to publish depends on the number of loops, not of
 * subscribers, and a subscriber gets the messages of one thread in the order in which it sent them.
 */
public final class PubSub {
  private final Topics channels = new Topics();
  private final Topics patterns = new Topics();
  private final Topics shardChannels = new Topics();
  private final Crowding crowding = new Crowding();
  private final List<Mailbox> mailboxes;
  private final AtomicInteger subscribers = new AtomicInteger();
  private final ThreadLocal<Search> searches = ThreadLocal.withInitial(Search::new);

  /**
   * @param eventLoops how many event loops have subscribers
   */
  public PubSub(int eventLoops) {
    mailboxes = IntStream.range(0, eventLoops).mapToObj(i -> new Mailbox(crowding)).toList();
  }

  /** The mailbox of an event loop, by the loop's number from 0. */
  public Mailbox mailbox(int loop) {
    return mailboxes.get(loop);
  }

  /** For a client that is not subscribed to anything yet. */
  public Subscriptions subscriptions(Subscriber subscriber, Mailbox loop) {
    return new Subscriptions(this, subscriber, loop);
  }

  /** Whether event loops are so far behind with delivering that publishers should wait. */
  public boolean isCrowded() {
    return crowding.isOn();
  }

  /** Has something done, by any loop, whenever {@link #isCrowded} has ended. */
  public void whenUncrowded(Runnable action) {
    crowding.whenOver(action);
  }

  /** Whether anybody is subscribed to a channel or a pattern. */
  public boolean isListenedTo() {
    return !channels.isEmpty() || !patterns.isEmpty();
  }

  /**
   * Sends a message to all who are subscribed to a channel or to a pattern that it matches; who is
   * subscribed to several gets it several times.
   *
   * @return how many times it was sent
   */
  public int publish(Slice channel, Slice payload) {
    int receivers = send(Kind.CHANNEL, channel, payload);
    return patterns.isEmpty() ? receivers : receivers + sendByPattern(channel, payload);
  }

  /** Sends a message to all who are subscribed to a shard channel; returns how many they are. */
  public int publishToShard(Slice channel, Slice payload) {
    return send(Kind.SHARD, channel, payload);
  }

  private int send(Kind kind, Slice channel, Slice payload) {
    Topic topic = find(kind, channel);
    return topic == null ? 0 : topic.send(Message.of(kind, channel, payload));
  }

  private int sendByPattern(Slice channel, Slice payload) {
    int receivers = 0;
    Slice pattern = new Slice();
    for (Topic topic : patterns.all()) {
      if (matches(topic.name.show(pattern), channel)) {
        receivers += topic.send(Message.of(pattern, channel, payload));
      }
    }
    return receivers;
  }

  /** Whether a channel's name matches a pattern; the empty name matches the empty pattern alone. */
  private static boolean matches(Slice pattern, Slice name) {
    return name.isEmpty() ? pattern.isEmpty() : GlobPattern.matches(pattern, name);
  }

  /** The number of topics of a kind that have subscribers. */
  public int count(Kind kind) {
    return topics(kind).size();
  }

  /** The number of subscribers to exactly this channel. */
  public int subscribers(Kind kind, Slice name) {
    Topic topic = find(kind, name);
    return topic == null ? 0 : topic.subscribers();
  }

  /** The number of clients that are subscribed to anything. */
  public int subscribers() {
    return subscribers.get();
  }

  /**
   * Shows the names of the topics of a kind that have subscribers, in no order.
   *
   * @param pattern those that match it alone; null for all
   */
  public void forEachName(Kind kind, @Nullable Slice pattern, Consumer<Slice> visitor) {
    Slice name = new Slice();
    for (Topic topic : topics(kind).all()) {
      if (pattern == null || matches(pattern, topic.name.show(name))) {
        visitor.accept(topic.name.show(name));
      }
    }
  }

  private @Nullable Topic find(Kind kind, Slice name) {
    Topics topics = topics(kind);
    return topics.isEmpty() ? null : searches.get().find(topics, name);
  }

  Topics topics(Kind kind) {
    return switch (kind) {
      case CHANNEL -> channels;
      case PATTERN -> patterns;
      case SHARD -> shardChannels;
    };
  }

  void subscriberCame() {
    subscribers.incrementAndGet();
  }

  void subscriberWent() {
    subscribers.decrementAndGet();
  }

  /** What a thread looks topics up with, so that looking costs no object. */
  private static final class Search {
    private final ChannelName name = new ChannelName();

    @Nullable Topic find(Topics topics, Slice channel) {
      Topic found = topics.find(name.wrap(channel));
      name.clear();
      return found;
    }
  }
}
