package io.miniredis.server.engine;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that clients follow, whether it exists or not: some wait for it to change, others watch it
 * for their transaction. Guarded by the lock of the key's shard.
 */
final class Followed {
  /** A waiter's place in the queue of one key. */
  static final class Place {
    final Waiter waiter;
    final Followed key;
    @Nullable Place before;
    @Nullable Place behind;

    Place(Waiter waiter, Followed key) {
      this.waiter = waiter;
      this.key = key;
    }
  }

  final KeyName name;

  /** The next one in the same bucket of {@link Followers}. */
  @Nullable Followed next;

  private final Set<Transaction> watchers = new HashSet<>(2);
  private @Nullable Place first;
  private @Nullable Place last;

  /** When it last became ready to serve its waiters: greater is later; 0 if it is not ready. */
  long ready;

  Followed(KeyName name) {
    this.name = name;
  }

  boolean isWatched() {
    return !watchers.isEmpty();
  }

  boolean isForgotten() {
    return first == null && watchers.isEmpty();
  }

  // ---- waiters, first come first served

  boolean isWaitedFor() {
    return first != null;
  }

  @Nullable Place first() {
    return first;
  }

  @Nullable Place last() {
    return last;
  }

  /** Gives a waiter the last place; a waiter has one place at a key. */
  Place enqueue(Waiter waiter) {
    Place place = new Place(waiter, this);
    Place end = last;
    place.before = end;
    if (end == null) {
      first = place;
    } else {
      end.behind = place;
    }
    last = place;
    return place;
  }

  void leave(Place place) {
    Place before = place.before;
    Place behind = place.behind;
    if (before == null) {
      first = behind;
    } else {
      before.behind = behind;
    }
    if (behind == null) {
      last = before;
    } else {
      behind.before = before;
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
