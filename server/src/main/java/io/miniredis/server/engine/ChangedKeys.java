package io.miniredis.server.engine;

import io.miniredis.server.pubsub.Mailbox;
import java.util.Arrays;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the clients of one event loop have changed, and that others are told of by prefix.
 * They collect until the loop has done what it is doing, and are sent then, all at once. Waits for
 * nobody, so that it may be told of changes with shards locked.
 */
final class ChangedKeys {
  private static final int MOST_AT_ONCE = 100_000;

  /**
   * A key that has changed.
   *
   * @param by who has changed it, or null for nobody
   */
  record Change(byte[] key, @Nullable Session by) {}

  private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean called = new AtomicBoolean();
  private final Broadcasts broadcasts;
  private final Mailbox loop;

  ChangedKeys(Broadcasts broadcasts, Mailbox loop) {
    this.broadcasts = broadcasts;
    this.loop = loop;
  }

  /** A key has changed. */
  void add(byte[] a, int offset, int length, @Nullable Session by) {
    if (broadcasts.concerns(a, offset, length)) {
      changes.add(new Change(Arrays.copyOfRange(a, offset, offset + length), by));
      call();
    }
  }

  private void call() {
    if (!called.get() && called.compareAndSet(false, true)) {
      loop.execute(this::send);
    }
  }

  private void send() {
    called.set(false); // who adds changes from here on calls again
    TreeMap<byte[], Change> byKey = new TreeMap<>(Arrays::compareUnsigned);
    Change change = changes.poll();
    for (int n = 1; change != null; n++) {
      byKey.put(change.key, change); // who has changed it last counts
      change = n < MOST_AT_ONCE ? changes.poll() : null;
    }
    broadcasts.send(byKey);
    if (!changes.isEmpty()) {
      call();
    }
  }
}
