package io.miniredis.server.engine;

import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * All that the keys hold, for who writes it to a file or reads it from one: no command is about
 * single keys here, and nobody is told of anything.
 */
public final class Dataset {
  /** Is shown keys and what they hold. The views are valid during the call only. */
  public interface Visitor {
    /**
     * @param value null if it is a packed string
     * @param text the packed string
     * @param expiry milliseconds since the epoch, or {@link Record#NO_EXPIRY}
     * @param idleSeconds since the last use, or -1 if frequencies are kept account of instead
     * @param frequency 0 to 255, or -1 if recency is kept account of instead
     */
    void key(
        Slice key, @Nullable Value value, Slice text, long expiry, long idleSeconds, int frequency)
        throws Exception;
  }

  private static final int MOST_EXPECTED = 1 << 26; // keys in a shard

  private final Engine engine;
  private final Shards shards;

  Dataset(Engine engine) {
    this.engine = engine;
    this.shards = engine.shards();
  }

  /** Runs something while no command runs; the thread may hold the locks already. */
  public <T> T exclusively(Callable<T> work) throws Exception {
    shards.lock(shards.all());
    try {
      return work.call();
    } finally {
      shards.unlock(shards.all());
    }
  }

  /** How many databases there are. */
  public int databases() {
    return engine.databases().count();
  }

  /** The number of keys of a database; exact while no command runs. */
  public long size(int database) {
    return engine.databases().size(database);
  }

  /** The number of keys of a database that have an expiry. */
  public long expiring(int database) {
    return engine.databases().expiring(database);
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

  /**
   * Shows all keys of a database, those too that have expired and are not removed yet. The caller
   * runs {@linkplain #exclusively alone}.
   */
  public void forEach(int database, Visitor visitor) throws Exception {
    AccessClock access = accessClock();
    Slice key = new Slice();
    Slice text = new Slice();
    for (Shard shard : shards.array()) {
      Keyspace k = shard.databaseIfAny(database);
      if (k == null) {
        continue;
      }
      RecordTable table = k.table;
      for (int slot = table.nextSlot(-1); slot >= 0; slot = table.nextSlot(slot)) {
        show(table.slot(slot), access, key, text, visitor);
      }
    }
  }

  private static void show(
      @Nullable Object element, AccessClock access, Slice key, Slice text, Visitor visitor)
      throws Exception {
    if (element == null) {
      return;
    }
    byte[] r = RecordTable.recordOf(element);
    boolean counts = access.frequencies();
    visitor.key(
        Record.key(r, key),
        Elements.value(element),
        Record.value(r, text),
        Record.expiry(r),
        counts ? -1 : access.idleSeconds(Record.access(r)),
        counts ? access.frequency(Record.access(r)) : -1);
  }

  /** Removes all keys of all databases. The caller runs {@linkplain #exclusively alone}. */
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

  private AccessClock accessClock() {
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
