package io.miniredis.server.engine;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * All shards, by the hashes of keys, and their locks. A set of shards is the bits of a long; it is
 * locked in ascending order, so that no two threads wait for each other.
 */
final class Shards {
  private static final int FEWEST = 4;
  private static final int MOST = 64;

  private final Shard[] shards;
  private final int mask;
  private final long all;

  /** Shards enough for so many event loops. */
  Shards(
      int eventLoops, int databases, Keyspace.ExpiryListener listener, IntFunction<Alarm> alarms) {
    int n = FEWEST;
    while (n < 4 * eventLoops && n < MOST) {
      n *= 2;
    }
    shards = new Shard[n];
    for (int i = 0; i < n; i++) {
      shards[i] = new Shard(databases, listener, new Followers(n), alarms.apply(i));
    }
    mask = n - 1;
    all = n == Long.SIZE ? -1L : (1L << n) - 1;
  }

  /** The shard of the keys of this hash. */
  Shard of(long hash) {
    return shards[Shard.index(hash, mask)];
  }

  /** The set of the shard of the keys of this hash. */
  long bit(long hash) {
    return 1L << Shard.index(hash, mask);
  }

  int count() {
    return shards.length;
  }

  Shard at(int index) {
    return shards[index];
  }

  /** The array itself. */
  Shard[] array() {
    return shards;
  }

  /** The set of all shards. */
  long all() {
    return all;
  }

  // ---- locks

  /** Locks a set of shards in ascending order, so that no two threads wait for each other. */
  void lock(long set) {
    for (long rest = set; rest != 0; rest &= rest - 1) {
      shards[Long.numberOfTrailingZeros(rest)].lock();
    }
  }

  /**
   * Locks a set of shards as {@link #lock} does, but locks none and gives up if a script that has
   * them locked has been running for long.
   */
  boolean lockUnless(Busy busy, long set) {
    for (long rest = set; rest != 0; rest &= rest - 1) {
      if (!shards[Long.numberOfTrailingZeros(rest)].lockUnless(busy)) {
        unlock(set & (Long.lowestOneBit(rest) - 1));
        return false;
      }
    }
    return true;
  }

  void unlock(long set) {
    for (long rest = set; rest != 0; rest &= rest - 1) {
      shards[Long.numberOfTrailingZeros(rest)].unlock();
    }
  }

  /** Locks a set of shards beyond those that are locked, if that needs no long wait. */
  boolean tryLock(long set) {
    for (long rest = set; rest != 0; rest &= rest - 1) {
      if (!shards[Long.numberOfTrailingZeros(rest)].tryLock()) {
        unlock(set & ~rest);
        return false;
      }
    }
    return true;
  }

  /** Whether this thread has the shard of the keys of this hash locked. */
  boolean isMine(long hash) {
    return of(hash).isMine();
  }

  /** Locks a set of shards, and those that who waits for keys of them may need beside them. */
  long lockToServe(long set) {
    lock(set);
    return widen(set);
  }

  /** Whether clients that wait for keys of locked shards, or links of these, need other shards. */
  boolean reachesBeyond(long locked) {
    return (reach(locked) & ~locked) != 0;
  }

  private long reach(long locked) {
    long reach = 0;
    for (long rest = locked; rest != 0; rest &= rest - 1) {
      reach |= shards[Long.numberOfTrailingZeros(rest)].followers.reach();
    }
    return reach;
  }

  /**
   * Locks, beyond those that are locked, the shards that are needed to serve whoever waits for a
   * key of any of them: so that nobody comes between a change and those who waited for it. All are
   * let go in between, as locks are taken in order; so the command must not have begun.
   *
   * @return the shards that are locked now
   */
  long widen(long locked) {
    long all = locked;
    for (long reach = reach(all); (reach & ~all) != 0; reach = reach(all)) {
      unlock(all);
      all |= reach;
      lock(all);
    }
    return all;
  }

  // ---- followed keys

  /** Whether a key of this hash, whose shard is locked, is waited for, in any database. */
  boolean isWaitedFor(long hash) {
    return of(hash).followers.isWaitedFor(hash);
  }

  /** Whether keys of locked shards have changed that clients wait for. */
  boolean hasReady(long locked) {
    for (long rest = locked; rest != 0; rest &= rest - 1) {
      if (shards[Long.numberOfTrailingZeros(rest)].followers.hasReady()) {
        return true;
      }
    }
    return false;
  }

  /** Moves the keys of locked shards that have changed and that clients wait for to a list. */
  void takeReady(long locked, List<Followed> into) {
    for (long rest = locked; rest != 0; rest &= rest - 1) {
      shards[Long.numberOfTrailingZeros(rest)].followers.takeReady(into);
    }
  }

  /** Has the keys of a waiter, whose shards are locked, looked after by those who wait for them. */
  void makeReady(Waiter waiter) {
    for (WaitQueue.Place place : waiter.places) {
      of(place.key.name.hash()).followers.makeReady(place.key);
    }
  }

  /** The number of keys that clients wait for. For a command that locks all shards. */
  int waitedKeys() {
    int n = 0;
    for (Shard shard : shards) {
      n += shard.followers.waitedKeys();
    }
    return n;
  }

  /**
   * The number of keys of which a client that waits is to be told also when they go. For a command
   * that locks all shards.
   */
  int mindedKeys() {
    int n = 0;
    for (Shard shard : shards) {
      n += shard.followers.mindedKeys();
    }
    return n;
  }

  /** The number of keys that are watched. For a command that locks all shards. */
  int watchedKeys() {
    int n = 0;
    for (Shard shard : shards) {
      n += shard.followers.watchedKeys();
    }
    return n;
  }

  // ---- checks

  /** Whether any thread holds any shard: a check for tests, exact when nothing runs. */
  boolean anyLocked() {
    for (Shard shard : shards) {
      if (shard.isLocked()) {
        return true;
      }
    }
    return false;
  }

  /** Whether any client watches or waits for any key: a check for tests, under all locks. */
  boolean anyKeyFollowed() {
    for (Shard shard : shards) {
      if (!shard.followers.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The number of shards that are to be looked after at a time. */
  int alarms() {
    int n = 0;
    for (Shard shard : shards) {
      n += shard.alarm.isSet() ? 1 : 0;
    }
    return n;
  }

  /** Changes of keys since the server began. */
  long changes() {
    long n = 0;
    for (Shard shard : shards) {
      n += shard.changes;
    }
    return n;
  }

  /** Shows every database's part in every shard; the caller holds all locks. */
  void forEachKeyspace(Consumer<Keyspace> visitor) {
    for (Shard shard : shards) {
      for (int d = 0; d < shard.databases(); d++) {
        Keyspace k = shard.databaseIfAny(d);
        if (k != null) {
          visitor.accept(k);
        }
      }
    }
  }
}
