package io.miniredis.server.engine;

import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * All that the keys hold, for who reads it from a file: no command is about single keys here, and
 * nobody is told of anything. Who writes it to one takes a {@link Snapshot}.
 */
public final class Dataset {
  private static final int MOST_EXPECTED = 1 << 26; // keys in a shard

  private final Engine engine;
  private final Shards shards;

  Dataset(Engine engine) {
    this.engine = engine;
    this.shards = engine.shards();
  }

  /** How many databases there are. */
  public int databases() {
    return engine.databases().count();
  }

  /** Whether elements of any key (hash fields) have an expiry. */
  public boolean hasExpiringElements() {
    for (int database = 0; database < databases(); database++) {
      if (engine.databases().elementsExpiring(database) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Removes all keys of all databases. The caller has all shards locked. */
  public void clear() {
    long now = engine.clock().millis();
    for (int database = 0; database < databases(); database++) {
      engine.databases().clear(database, now);
    }
  }

  /** Takes keys in; for one thread. */
  public Loader loader() {
    return new Loader(accessClock());
  }

  /** Reads and makes the marks of uses, at the time of now. */
  AccessClock accessClock() {
    AccessClock access = new AccessClock(engine.config());
    access.configure();
    access.set(engine.clock().millis());
    return access;
  }

  /** Takes keys in, each under its shard's lock. */
  public final class Loader {
    private final AccessClock access;

    private Loader(AccessClock access) {
      this.access = access;
    }

    /** Tells about how many keys are to come in a database; it makes room if that is empty. */
    public void expect(int database, long count) {
      int each = (int) Math.min(count / shards.count() * 9 / 8, MOST_EXPECTED);
      for (Shard shard : shards.array()) {
        shard.lock();
        try {
          RecordTable table = shard.database(database).table;
          if (table.size() == 0 && each > table.capacity()) {
            table.clear(each);
          }
        } finally {
          shard.unlock();
        }
      }
    }

    /** Removes a key if it is there. */
    public void remove(int database, Slice key) {
      long hash = Hashing.hash(key);
      Shard shard = shards.of(hash);
      shard.lock();
      try {
        Keyspace k = shard.database(database);
        long token = k.table.locate(key.array(), key.offset(), key.length(), hash);
        if (token >= 0) {
          k.remove(token);
        }
      } finally {
        shard.unlock();
      }
    }

    /**
     * Stores a key that does not exist yet; false if it does.
     *
     * @param value null for a string, {@code text}
     * @param idleSeconds since its last use, or negative
     * @param frequency 0 to 255, or negative
     */
    public boolean add(
        int database,
        Slice key,
        @Nullable Value value,
        Slice text,
        long expiry,
        long idleSeconds,
        int frequency) {
      long hash = Hashing.hash(key);
      Shard shard = shards.of(hash);
      shard.lock();
      try {
        Keyspace k = shard.database(database);
        if (k.table.locate(key.array(), key.offset(), key.length(), hash) >= 0) {
          return false;
        }
        k.beforeChange(key.array(), key.offset(), key.length(), hash, RecordTable.ABSENT);
        int bits = access.told(idleSeconds, frequency);
        if (value == null) {
          k.putString(
              RecordTable.ABSENT,
              key,
              hash,
              text.array(),
              text.offset(),
              text.length(),
              expiry,
              0,
              bits);
        } else {
          k.putValue(RecordTable.ABSENT, key, hash, value, expiry, bits);
        }
        return true;
      } finally {
        shard.unlock();
      }
    }
  }
}
