package io.miniredis.server.engine;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.MaxmemoryPolicy;
import io.miniredis.server.config.Settings;
import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses the keys to evict. By recency and by frequency: the best of the keys looked at, {@code
 * maxmemory-samples} of every database for every one that goes, and of those that were good before
 * ({@link EvictionPool}). By time to live: the one that expires next, exactly. At random: a key of
 * the next database in turn, each as likely as any other.
 */
final class Victims {
  private final Engine engine;
  private final Config config;
  private final Dispatcher dispatcher;
  private final AccessClock access;
  private final EvictionPool pool = new EvictionPool();
  private MaxmemoryPolicy poolOf = MaxmemoryPolicy.NOEVICTION;
  private int lastDatabase; // of which a random key went

  Victims(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.config = engine.config();
    this.dispatcher = dispatcher;
    this.access = dispatcher.access();
  }

  /** Evicts a key; false if there is none that may go. No shard may be locked. */
  boolean evictOne(MaxmemoryPolicy policy) {
    return switch (policy) {
      case NOEVICTION -> false;
      case ALLKEYS_RANDOM -> evictRandom(false);
      case VOLATILE_RANDOM -> evictRandom(true);
      case VOLATILE_TTL -> evictNextToExpire();
      case ALLKEYS_LRU, ALLKEYS_LFU -> evictBest(policy, false);
      case VOLATILE_LRU, VOLATILE_LFU -> evictBest(policy, true);
    };
  }

  // ---- by recency or frequency

  private boolean evictBest(MaxmemoryPolicy policy, boolean expiring) {
    access.configure(); // the policy may have changed since the batch began
    if (policy != poolOf) {
      pool.clear();
      poolOf = policy;
    }
    while (offerSamples(expiring) > 0) {
      while (!pool.isEmpty()) {
        long score = pool.bestScore();
        long hash = pool.bestHash();
        int database = pool.bestDatabase();
        pool.removeBest();
        if (evict(database, hash, score, expiring)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Looks at some keys of every database; returns how many keys there are to choose from. */
  private long offerSamples(boolean expiring) {
    int samples = config.integer(Settings.MAXMEMORY_SAMPLES);
    long keys = 0;
    int databases = engine.databases().used();
    for (int database = 0; database < databases; database++) {
      long size = size(database, expiring);
      for (int i = 0; i < samples && size > 0; i++) {
        offer(database, size, expiring);
      }
      keys += size;
    }
    return keys;
  }

  private void offer(int database, long size, boolean expiring) {
    Shard shard = engine.shards().at(shardOfRandomKey(database, size, expiring));
    shard.lock();
    try {
      Keyspace k = shard.databaseIfAny(database);
      if (k != null && k.size(expiring) > 0) {
        byte[] r = RecordTable.recordOf(k.table.at(randomToken(k, expiring)));
        pool.offer(score(r), hash(r), database);
      }
    } finally {
      shard.unlock();
    }
  }

  /** The greater, the sooner it goes. */
  private long score(byte[] r) {
    int bits = Record.access(r);
    return access.frequencies() ? -access.frequency(bits) : access.idleSeconds(bits);
  }

  /** Evicts a candidate, unless it is gone or was used since it became one. */
  private boolean evict(int database, long hash, long score, boolean expiring) {
    Shard shard = engine.shards().of(hash);
    shard.lock();
    try {
      Keyspace k = shard.databaseIfAny(database);
      long token = k == null ? RecordTable.ABSENT : k.locate(hash, expiring);
      if (k == null || token < 0 || score(RecordTable.recordOf(k.table.at(token))) < score) {
        return false;
      }
      evict(k, database, token, hash);
      return true;
    } finally {
      letGo(hash);
    }
  }

  // ---- by time to live

  private boolean evictNextToExpire() {
    while (true) {
      int databases = engine.databases().used();
      long nearest = Long.MAX_VALUE;
      long hash = 0;
      int of = 0;
      for (int i = 0; i < engine.shards().count(); i++) {
        Shard shard = engine.shards().at(i);
        shard.lock();
        try {
          for (int database = 0; database < databases; database++) {
            Keyspace k = shard.databaseIfAny(database);
            long time = k == null ? Long.MAX_VALUE : k.nearestExpiry();
            if (k != null && time < nearest) {
              nearest = time;
              hash = k.nearestHash();
              of = database;
            }
          }
        } finally {
          shard.unlock();
        }
      }
      if (nearest == Long.MAX_VALUE) {
        return false;
      }
      if (evictIfExpiring(of, hash)) {
        return true; // else another loop was faster
      }
    }
  }

  private boolean evictIfExpiring(int database, long hash) {
    Shard shard = engine.shards().of(hash);
    shard.lock();
    try {
      Keyspace k = shard.databaseIfAny(database);
      long token = k == null ? RecordTable.ABSENT : k.locate(hash, true);
      if (k == null || token < 0) {
        return false;
      }
      evict(k, database, token, hash);
      return true;
    } finally {
      letGo(hash);
    }
  }

  // ---- at random

  private boolean evictRandom(boolean expiring) {
    while (true) {
      int databases = engine.databases().used();
      long size = 0;
      for (int i = 0; i < databases && size == 0; i++) {
        lastDatabase = (lastDatabase + 1) % databases;
        size = size(lastDatabase, expiring);
      }
      if (size == 0) {
        return false;
      }
      if (evictRandom(lastDatabase, size, expiring)) {
        return true;
      }
    }
  }

  private boolean evictRandom(int database, long size, boolean expiring) {
    int index = shardOfRandomKey(database, size, expiring);
    Shard shard = engine.shards().at(index);
    shard.lock();
    try {
      Keyspace k = shard.databaseIfAny(database);
      if (k == null || k.size(expiring) == 0) {
        return false;
      }
      long token = randomToken(k, expiring);
      evict(k, database, token, hash(RecordTable.recordOf(k.table.at(token))));
      return true;
    } finally {
      dispatcher.serveAndUnlock(1L << index);
    }
  }

  // ---- all of them

  private long size(int database, boolean expiring) {
    long n = 0;
    for (int i = 0; i < engine.shards().count(); i++) {
      Keyspace k = engine.shards().at(i).databaseIfAny(database);
      n += k == null ? 0 : k.size(expiring);
    }
    return n;
  }

  /**
   * The number of the shard of a key picked at random of {@code size}: large shards are hit more
   * often.
   */
  private int shardOfRandomKey(int database, long size, boolean expiring) {
    long left = ThreadLocalRandom.current().nextLong(size);
    int last = engine.shards().count() - 1;
    for (int i = 0; i < last; i++) {
      Keyspace k = engine.shards().at(i).databaseIfAny(database);
      left -= k == null ? 0 : k.size(expiring);
      if (left < 0) {
        return i;
      }
    }
    return last;
  }

  private static long randomToken(Keyspace k, boolean expiring) {
    return k.randomToken(ThreadLocalRandom.current(), expiring);
  }

  private static long hash(byte[] r) {
    return Hashing.hash(r, Record.keyOffset(r), Record.keyLength(r));
  }

  private void evict(Keyspace k, int database, long token, long hash) {
    byte[] r = RecordTable.recordOf(k.remove(token));
    engine.logDeletion(database, r, Record.keyOffset(r), Record.keyLength(r));
    engine.announce(
        r, Record.keyOffset(r), Record.keyLength(r), hash, database, Event.EVICTED, null);
    engine.stats().evictedKeys.increment();
  }

  /** Unlocks the shard of a hash, and serves who minds that a key is gone. */
  private void letGo(long hash) {
    dispatcher.serveAndUnlock(engine.shards().bit(hash));
  }
}
