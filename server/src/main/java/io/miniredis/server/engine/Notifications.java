package io.miniredis.server.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.KeyspaceEvents;
import io.miniredis.server.config.Settings;
import io.miniredis.server.pubsub.PubSub;
import io.miniredis.server.value.Slice;

/**
 * Publishes what happens to keys, as the setting {@code notify-keyspace-events} asks for: to the
 * channel of the key the event's name, and to the channel of the event the key. Under the lock of
 * the key's shard, so that everybody gets a key's events in their order.
 */
final class Notifications {
  private final PubSub pubsub;
  private volatile int wanted; // bits of KeyspaceEvents; 0 if they ask for nothing

  Notifications(Config config, PubSub pubsub) {
    this.pubsub = pubsub;
    config.follow(Settings.NOTIFY_KEYSPACE_EVENTS, events -> wanted = bits(events));
  }

  private static int bits(KeyspaceEvents events) {
    boolean anywhere = (events.bits() & (KeyspaceEvents.KEYSPACE | KeyspaceEvents.KEYEVENT)) != 0;
    return anywhere ? events.bits() : 0;
  }

  /** Whether events of this class are to be published. */
  boolean want(Event.Type type) {
    return (wanted & type.bit()) != 0;
  }

  /** Publishes an event, if it is wanted. */
  void tell(byte[] a, int offset, int length, int database, Event event) {
    if (want(event.type()) && !event.name().isEmpty() && pubsub.isListenedTo()) {
      publish(new Slice().wrap(a, offset, length), database, event);
    }
  }

  private void publish(Slice key, int database, Event event) {
    Slice name = Slice.of(event.name().getBytes(US_ASCII));
    if ((wanted & KeyspaceEvents.KEYSPACE) != 0) {
      pubsub.publish(channel("__keyspace@", database, key), name);
    }
    if ((wanted & KeyspaceEvents.KEYEVENT) != 0) {
      pubsub.publish(channel("__keyevent@", database, name), key);
    }
  }

  private static Slice channel(String kind, int database, Slice name) {
    byte[] head = (kind + database + "__:").getBytes(US_ASCII);
    byte[] all = new byte[head.length + name.length()];
    System.arraycopy(head, 0, all, 0, head.length);
    name.copyTo(all, head.length);
    return Slice.of(all);
  }
}
