package io.miniredis.server.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A part of the keys of all databases, by hash, under one lock. */
final class Shard {
  private static final int TRIES = 200;
  private static final int PATIENCE_MILLIS = 2;

  private final ReentrantLock lock = new ReentrantLock();

  /** Who waits for keys of it, or watches them. */
  final Followers followers;

  /** Rings when a value of it has something to be done. */
  final Alarm alarm;

  /** The keys of it that were read by clients who are told of changes. */
  final TrackedKeys tracked = new TrackedKeys();

  /** Changes since the server began, for INFO and save points. */
  long changes;

  private final @Nullable Keyspace[] databases;
  private int used; // databases from here on were never used
  private long counted;
  private final Keyspace.ExpiryListener listener;

  Shard(int databases, Keyspace.ExpiryListener listener, Followers followers, Alarm alarm) {
    this.followers = followers;
    this.alarm = alarm;
    this.databases = new Keyspace[databases];
    this.listener = listener;
  }

  void lock() {
    lock.lock();
  }

  /** Locks it if that is possible at once, or nearly so. */
  boolean tryLock() {
    for (int i = 0; i < TRIES; i++) {
      if (lock.tryLock()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** Locks it, but gives up when a script that has it locked has been running for long. */
  boolean lockUnless(Busy busy) {
    while (!lock.tryLock()) {
      try {
        if (lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        lock.lock();
        return true;
      }
      if (busy.isOn()) {
        return false;
      }
    }
    return true;
  }

  void unlock() {
    lock.unlock();
  }

  /** Whether this thread has it locked. */
  boolean isMine() {
    return lock.isHeldByCurrentThread();
  }

  boolean isLocked() {
    return lock.isLocked();
  }

  /** The index of the shard that has the keys of this hash. */
  static int index(long hash, int mask) {
    return (int) (hash >>> 32) & mask;
  }

  Keyspace database(int number) {
    Keyspace k = databases[number];
    if (k == null) {
      k = new Keyspace(number, listener, followers, alarm);
      databases[number] = k;
      used = Math.max(used, number + 1);
    }
    return k;
  }

  /** The databases from this number on have never held anything. */
  int used() {
    return used;
  }

  /** How many databases there can be. */
  int databases() {
    return databases.length;
  }

  /** The database if anything was ever stored in it. */
  @Nullable Keyspace databaseIfAny(int number) {
    return databases[number];
  }

  /** Bytes of heap that keys and values take, in all databases, and who is told of changes. */
  long heapBytes() {
    long bytes = tracked.heapBytes();
    for (int i = 0; i < used; i++) {
      Keyspace k = databases[i];
      bytes += k == null ? 0 : k.heapBytes();
    }
    return bytes;
  }

  /** Counts {@link #heapBytes} for {@link #counted}; returns the change since the last time. */
  long recount() {
    long before = counted;
    counted = heapBytes();
    return counted - before;
  }

  /** The bytes of the last {@link #recount}; may be asked without the lock. */
  long counted() {
    return counted;
  }

  /** Empties a database that is in use. */
  void clear(int number) {
    Keyspace k = database(number);
    if (k.isBeingSaved()) {
      databases[number] = new Keyspace(number, listener, followers, alarm);
      k.abandon(); // it is left to the snapshot
    } else {
      k.clear();
    }
  }

  void swap(int a, int b) {
    Keyspace x = database(a);
    Keyspace y = database(b);
    x.renumber(b);
    y.renumber(a);
    databases[a] = y;
    databases[b] = x;
  }
}
