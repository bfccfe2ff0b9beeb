package io.miniredis.server.engine;

import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one shard that clients follow. Guarded by the shard's lock. Empty nearly always, and
 * then it costs a change one look; else a lookup without an object.
 */
final class Followers {
  private static final AtomicLong TURNS = new AtomicLong();
  private static final int SMALLEST = 8;

  private @Nullable Followed[] buckets = new Followed[SMALLEST];
  private int size;
  private int watchedKeys;
  private int waitedKeys;
  private int mindedKeys;
  private int reaching; // waiters that need other shards too
  private long waitersReach; // all shards that these need, perhaps more
  private final int shards;
  private int links; // values that are linked to other keys
  private long linksReach; // the shards of those keys, perhaps more
  private long reach; // both
  private final List<Followed> ready = new ArrayList<>();

  /** Of one of so many shards. */
  Followers(int shards) {
    this.shards = shards;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The key, if anybody follows it. */
  @Nullable Followed find(int database, byte[] a, int offset, int length, long hash) {
    Followed f = buckets[bucket(hash)];
    while (f != null && !f.name.is(database, a, offset, length, hash)) {
      f = f.next;
    }
    return f;
  }

  /** The key as one that is followed; the caller is to enter a follower. */
  Followed follow(int database, byte[] a, int offset, int length, long hash) {
    Followed found = find(database, a, offset, length, hash);
    if (found != null) {
      return found;
    }
    byte[] key = Arrays.copyOfRange(a, offset, offset + length);
    return enter(new Followed(new KeyName(database, key, hash)));
  }

  /** A part of a key as one that is followed; the caller is to enter a follower. */
  Followed follow(Followed whole, byte[] part) {
    KeyName name = nameOf(whole.name, part);
    Followed found = find(name);
    return found == null ? enter(new Followed(name, whole)) : found;
  }

  private Followed enter(Followed made) {
    if (size == buckets.length) {
      resize(2 * size);
    }
    size++;
    add(made);
    return made;
  }

  private @Nullable Followed find(KeyName name) {
    return find(name.database(), name.key(), 0, name.key().length, name.hash());
  }

  /** A name that no key has: its hash is none of the bytes, but leads to the key's shard. */
  private static KeyName nameOf(KeyName whole, byte[] part) {
    byte[] key = whole.key();
    byte[] bytes = Arrays.copyOf(key, key.length + part.length);
    System.arraycopy(part, 0, bytes, key.length, part.length);
    long mixed = Hashing.hash(part, 0, part.length) | 1;
    return new KeyName(whole.database(), bytes, whole.hash() ^ (mixed & 0xffffffffL));
  }

  /** Has those looked after who wait for a part of a key. */
  void changedPart(int database, byte[] a, int offset, int length, long hash, byte[] part) {
    Followed whole = size == 0 ? null : find(database, a, offset, length, hash);
    Followed followed = whole == null ? null : find(nameOf(whole.name, part));
    if (followed != null) {
      makeReady(followed);
    }
  }

  /** Has a waiter wait for a key to have a type, and for something of a kind then. */
  void enter(Followed key, Waiter waiter, ValueType<?> type, int kind) {
    boolean waited = key.isWaitedFor();
    boolean minded = key.isMinded();
    WaitQueue.Place place = key.enter(waiter, type, kind);
    if (place == null) {
      return; // the command names the key twice
    }
    waiter.places.add(place);
    waitedKeys += waited ? 0 : 1;
    mindedKeys += minded == key.isMinded() ? 0 : 1;
    if (waiter.needsSeveralShards()) {
      reaching++;
      waitersReach |= waiter.shards;
      reach |= waiter.shards;
    }
  }

  /** Takes a waiter away from a key. */
  void leave(WaitQueue.Place place) {
    Followed key = place.key;
    boolean minded = key.isMinded();
    key.leave(place);
    waitedKeys -= key.isWaitedFor() ? 0 : 1;
    mindedKeys -= minded == key.isMinded() ? 0 : 1;
    if (place.waiter.needsSeveralShards() && --reaching == 0) {
      waitersReach = 0;
      reach = linksReach;
    }
    left(key);
  }

  /** The number of keys that clients wait for. */
  int waitedKeys() {
    return waitedKeys;
  }

  /** The number of keys of which a waiter is to be told also when they go. */
  int mindedKeys() {
    return mindedKeys;
  }

  /** A value of this shard may have another key changed, of this hash. */
  void link(long hash) {
    links++;
    linksReach |= 1L << Shard.index(hash, shards - 1);
    reach |= linksReach;
  }

  /** So many of these values have gone. */
  void unlink(int values) {
    links -= values;
    if (links == 0) {
      linksReach = 0;
      reach = waitersReach;
    }
  }

  /**
   * The shards that must be locked to serve those who wait for keys of this one, and to do what its
   * values have done to other keys.
   */
  long reach() {
    return reach;
  }

  /** Whether a key of this hash, in any database, is waited for. */
  boolean isWaitedFor(long hash) {
    for (Followed f = buckets[bucket(hash)]; f != null; f = f.next) {
      if (f.name.hash() == hash && f.isWaitedFor()) {
        return true;
      }
    }
    return false;
  }

  /** How many wait for something of a kind at a key. */
  int waiting(
      int database, byte[] a, int offset, int length, long hash, ValueType<?> type, int kind) {
    Followed followed = size == 0 ? null : find(database, a, offset, length, hash);
    WaitQueue queue = followed == null ? null : followed.queue(type, kind);
    return queue == null ? 0 : queue.size();
  }

  private void left(Followed followed) {
    if (followed.isForgotten()) {
      remove(followed);
    }
  }

  /** Has a transaction watch a key; false if it does already. */
  boolean watch(Followed followed, Transaction transaction) {
    boolean first = !followed.isWatched();
    boolean added = followed.watch(transaction);
    watchedKeys += first ? 1 : 0;
    return added;
  }

  void unwatch(Followed followed, Transaction transaction) {
    followed.unwatch(transaction);
    watchedKeys -= followed.isWatched() ? 0 : 1;
    left(followed);
  }

  /** The number of keys that are watched. */
  int watchedKeys() {
    return watchedKeys;
  }

  /**
   * A key has changed, come or gone.
   *
   * @param touched false if that is nothing to those who watch it
   */
  void changed(int database, byte[] a, int offset, int length, long hash, boolean touched) {
    Followed followed = find(database, a, offset, length, hash);
    if (followed != null) {
      if (touched) {
        followed.touch();
      }
      makeReady(followed);
    }
  }

  /** A database is about to lose all its keys. */
  void emptied(int database, Keyspace keys, long now) {
    change(name -> name.database() == database && name.isIn(keys, now));
  }

  /** Two databases are about to change places. */
  void swapped(int a, Keyspace keysOfA, int b, Keyspace keysOfB, long now) {
    change(
        name ->
            (name.database() == a || name.database() == b)
                && (name.isIn(keysOfA, now) || name.isIn(keysOfB, now)));
  }

  private void change(Predicate<KeyName> which) {
    for (Followed bucket : buckets) {
      for (Followed f = bucket; f != null; f = f.next) {
        if (which.test(f.name)) {
          f.touch();
          makeReady(f);
        }
      }
    }
  }

  /** Whether keys have changed that clients wait for. */
  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Has the waiters of a key looked after again. */
  void makeReady(Followed followed) {
    if (followed.ready == 0 && followed.isWaitedFor()) {
      followed.ready = TURNS.incrementAndGet();
      ready.add(followed);
    }
  }

  /** Moves the keys that are ready into another list. */
  void takeReady(List<Followed> into) {
    into.addAll(ready);
    ready.clear();
  }

  // ---- the table

  private int bucket(long hash) {
    return (int) hash & (buckets.length - 1);
  }

  private void add(Followed followed) {
    int i = bucket(followed.name.hash());
    followed.next = buckets[i];
    buckets[i] = followed;
  }

  private void remove(Followed followed) {
    int i = bucket(followed.name.hash());
    Followed before = null;
    for (Followed f = buckets[i]; f != followed; f = f.next) {
      if (f == null) {
        return;
      }
      before = f;
    }
    if (before == null) {
      buckets[i] = followed.next;
    } else {
      before.next = followed.next;
    }
    size--;
    if (size < buckets.length / 8 && buckets.length > SMALLEST) {
      resize(buckets.length / 2);
    }
  }

  private void resize(int capacity) {
    @Nullable Followed[] old = buckets;
    buckets = new Followed[capacity];
    for (Followed bucket : old) {
      Followed f = bucket;
      while (f != null) {
        Followed next = f.next;
        add(f);
        f = next;
      }
    }
  }
}
