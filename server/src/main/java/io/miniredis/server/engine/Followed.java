package io.miniredis.server.engine;

import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that clients follow, whether it exists or not: some wait for it to change, others watch it
 * for their transaction. Guarded by the lock of the key's shard.
 */
final class Followed {
  final KeyName name;

  /** The next one in the same bucket of {@link Followers}. */
  @Nullable Followed next;

  /** The key of which this is a part that clients wait for, or this itself. */
  final Followed whole;

  private final Set<Transaction> watchers = new HashSet<>(2);
  private final List<WaitQueue> queues = new ArrayList<>(1);
  private @Nullable Value value; // as it was last seen; kept while it is waited for by kinds

  /** When it last became ready to serve its waiters: greater is later; 0 if it is not ready. */
  long ready;

  Followed(KeyName name) {
    this.name = name;
    this.whole = this;
  }

  /** A part of a key, under a name of its own that no key has. */
  Followed(KeyName name, Followed whole) {
    this.name = name;
    this.whole = whole;
  }

  boolean isWatched() {
    return !watchers.isEmpty();
  }

  boolean isForgotten() {
    return queues.isEmpty() && watchers.isEmpty();
  }

  // ---- waiters

  boolean isWaitedFor() {
    return !queues.isEmpty();
  }

  /** Whether any waiter is to be looked after whatever the key has become. */
  boolean isMinded() {
    for (WaitQueue queue : queues) {
      if (queue.anyMinds()) {
        return true;
      }
    }
    return false;
  }

  /** The queues, one for each type and kind that the key is waited for. None of them is empty. */
  List<WaitQueue> queues() {
    return queues;
  }

  /** The queue of those who wait for something of this kind, or null. */
  @Nullable WaitQueue queue(ValueType<?> type, int kind) {
    for (WaitQueue queue : queues) {
      if (queue.is(type, kind)) {
        return queue;
      }
    }
    return null;
  }

  /** Gives a waiter the last place in the queue for a kind; null if it has that already. */
  WaitQueue.@Nullable Place enter(Waiter waiter, ValueType<?> type, int kind) {
    WaitQueue queue = queue(type, kind);
    if (queue == null) {
      queue = new WaitQueue(type, kind);
      queues.add(queue);
    }
    return queue.enter(waiter, this);
  }

  /** The key holds this value now; those who knew another one have lost it. */
  void sees(@Nullable Value now) {
    if (value != null && value != now) {
      queues.forEach(WaitQueue::lose);
    }
    value = now;
  }

  void leave(WaitQueue.Place place) {
    place.queue.leave(place);
    if (place.queue.isEmpty()) {
      queues.remove(place.queue);
    }
  }

  // ---- watchers

  /** False if the transaction watches the key already. */
  boolean watch(Transaction transaction) {
    return watchers.add(transaction);
  }

  void unwatch(Transaction transaction) {
    watchers.remove(transaction);
  }

  /** Has the transactions that watch the key fail. */
  void touch() {
    for (Transaction transaction : watchers) {
      transaction.touched();
    }
  }
}
