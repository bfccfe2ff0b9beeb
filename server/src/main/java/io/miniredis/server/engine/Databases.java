package io.miniredis.server.engine;

import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The whole keyspace, over all shards: for commands that lock them all. Databases are numbered from
 * 0.
 */
public final class Databases {
  /** Is shown keys one by one. The views are valid during the call only. */
  public interface KeyVisitor {
    /**
     * @param key the key's bytes
     * @param type as TYPE tells it
     */
    void visit(Slice key, String type);
  }

  private final Shard[] shards;
  private final int count;
  private final int shardBits;
  private final Notifications notifications;
  private final Tracking tracking;

  Databases(Shard[] shards, int count, Notifications notifications, Tracking tracking) {
    this.shards = shards;
    this.notifications = notifications;
    this.tracking = tracking;
    this.count = count;
    this.shardBits = Integer.numberOfTrailingZeros(shards.length);
  }

  /** Is shown keys and what they hold. The views are valid during the call only. */
  public interface ValueVisitor {
    /**
     * @param expiry milliseconds since the epoch, or {@link Record#NO_EXPIRY}
     * @param value null if it is a packed string
     * @param text the packed string
     */
    void visit(Slice key, long expiry, @Nullable Value value, Slice text);
  }

  /** How many databases there are. */
  public int count() {
    return count;
  }

  /** The databases from this number on have never held anything. May be asked without locks. */
  int used() {
    int used = 0;
    for (Shard shard : shards) {
      used = Math.max(used, shard.used());
    }
    return used;
  }

  /**
   * Points {@code into} at the string that a key holds, under a name that need not be an argument;
   * false if the key does not exist or holds another type.
   */
  public boolean findString(int database, Slice key, long now, Slice into) {
    Object element = element(database, key, now);
    if (element instanceof byte[] r) {
      Record.value(r, into);
      return true;
    }
    if (element instanceof Entry e && e.value instanceof StringValue s) {
      s.view(into);
      return true;
    }
    return false;
  }

  /**
   * The value that a key holds, under a name that need not be an argument; null if the key does not
   * exist or holds another type.
   */
  public <T extends Value> @Nullable T find(int database, Slice key, long now, ValueType<T> type) {
    return element(database, key, now) instanceof Entry e && type.valueClass() == e.value.getClass()
        ? type.valueClass().cast(e.value)
        : null;
  }

  private @Nullable Object element(int database, Slice key, long now) {
    long hash = Hashing.hash(key);
    Keyspace k = shards[Shard.index(hash, shards.length - 1)].databaseIfAny(database);
    long token = k == null ? -1 : k.locate(key.array(), key.offset(), key.length(), hash, now);
    if (k == null || token < 0) {
      notifications.tell(key.array(), key.offset(), key.length(), database, Event.KEY_MISS);
      return null;
    }
    return k.table.at(token);
  }

  /** The number of keys, those counted that expired without anyone having looked. */
  public long size(int database) {
    return sum(database, Keyspace::size);
  }

  /**
   * How many keys the databases hold that are not empty. May be asked without locks: the numbers
   * are a moment old then.
   */
  List<KeyCount> counts() {
    List<KeyCount> counts = new ArrayList<>();
    int used = used();
    for (int database = 0; database < used; database++) {
      long keys = size(database);
      if (keys > 0) {
        counts.add(new KeyCount(database, keys, expiring(database)));
      }
    }
    return counts;
  }

  /** The number of keys that have an expiry. */
  public long expiring(int database) {
    return sum(database, Keyspace::expiring);
  }

  /** The number of keys of which elements (hash fields) expire. */
  public long elementsExpiring(int database) {
    return sum(database, Keyspace::elementsExpiring);
  }

  /** About how long keys with an expiry live from now on, in milliseconds; 0 if there are none. */
  public long meanTimeToLive(int database, long now) {
    double sum = 0;
    long n = 0;
    for (Shard shard : shards) {
      Keyspace k = shard.databaseIfAny(database);
      if (k != null && k.expiring() > 0) {
        sum += (k.meanExpiry() - now) * k.expiring();
        n += k.expiring();
      }
    }
    return n == 0 ? 0 : Math.max(0, Math.round(sum / n));
  }

  /** Slots of the hash tables. */
  public long slots(int database) {
    return sum(database, k -> k.table.slotCount());
  }

  /** Bytes of heap that keys and values take, in all databases. */
  public long heapBytes() {
    return sumOfAll(Keyspace::heapBytes);
  }

  /** Bytes of heap that keys and values alone take, without the tables around them. */
  public long entryBytes() {
    return sumOfAll(Keyspace::entryBytes);
  }

  /** Bytes of heap of the tables of a database, without the keys and values in them. */
  public long tableBytes(int database) {
    return sum(database, k -> k.table.heapBytes());
  }

  /** Bytes of heap of what is remembered of a database's expiries. */
  public long expiryBytes(int database) {
    return sum(database, Keyspace::indexBytes);
  }

  private long sum(int database, ToLongFunction<Keyspace> figure) {
    long n = 0;
    for (Shard shard : shards) {
      Keyspace k = shard.databaseIfAny(database);
      n += k == null ? 0 : figure.applyAsLong(k);
    }
    return n;
  }

  private long sumOfAll(ToLongFunction<Keyspace> figure) {
    long n = 0;
    for (int database = 0; database < count; database++) {
      n += sum(database, figure);
    }
    return n;
  }

  /** Removes all keys of a database; returns how many there were. */
  public long clear(int database, long now) {
    long n = 0;
    for (Shard shard : shards) {
      Keyspace k = shard.databaseIfAny(database);
      if (k != null) {
        n += k.size();
        shard.followers.emptied(database, k, now);
        shard.clear(database);
      }
    }
    if (n > 0) {
      shards[0].changes += n;
    }
    return n;
  }

  /** Has two databases change places. */
  public void swap(int a, int b, long now) {
    for (Shard shard : shards) {
      shard.followers.swapped(a, shard.database(a), b, shard.database(b), now);
      shard.swap(a, b);
    }
    shards[0].changes++;
  }

  /** Shows all living keys of a database. */
  public void forEach(int database, long now, KeyVisitor visitor) {
    Slice key = new Slice();
    for (Shard shard : shards) {
      Keyspace k = shard.databaseIfAny(database);
      if (k != null) {
        k.table.forEach(o -> show(o, now, key, visitor));
      }
    }
  }

  /** Shows all living keys of a database and what they hold. */
  public void forEachValue(int database, long now, ValueVisitor visitor) {
    Slice key = new Slice();
    Slice text = new Slice();
    for (Shard shard : shards) {
      Keyspace k = shard.databaseIfAny(database);
      if (k != null) {
        k.table.forEach(o -> show(o, now, key, text, visitor));
      }
    }
  }

  private static void show(Object element, long now, Slice key, Slice text, ValueVisitor visitor) {
    byte[] r = RecordTable.recordOf(element);
    if (!isExpired(r, now)) {
      Value value = element instanceof Entry e ? e.value : null;
      visitor.visit(Record.key(r, key), Record.expiry(r), value, Record.value(r, text));
    }
  }

  /** Stores a string under a key that does not exist yet; false if it does. */
  public boolean addString(int database, byte[] key, byte[] value, long now) {
    long hash = Hashing.hash(key, 0, key.length);
    Shard shard = shards[(int) (hash >>> 32) & (shards.length - 1)];
    Keyspace k = shard.database(database);
    if (k.locate(key, 0, key.length, hash, now) >= 0) {
      return false;
    }
    int access = (int) (now / 1000);
    k.putString(
        RecordTable.ABSENT,
        Slice.of(key),
        hash,
        value,
        0,
        value.length,
        Record.NO_EXPIRY,
        0,
        access);
    shard.followers.changed(database, key, 0, key.length, hash, true);
    tracking.changed(shard, key, 0, key.length, hash, null);
    shard.changes++;
    notifications.tell(key, 0, key.length, database, Event.NEW);
    return true;
  }

  /**
   * Shows the living keys of one step of a scan.
   *
   * @param cursor 0 to begin, then what the last call returned
   * @return the next cursor; 0 when the scan is complete
   */
  public long scan(int database, long cursor, long now, KeyVisitor visitor) {
    int shard = (int) (cursor & (shards.length - 1));
    long inner = cursor >>> shardBits;
    Keyspace k = shards[shard].databaseIfAny(database);
    if (k != null) {
      Slice key = new Slice();
      inner = k.table.scan(inner, o -> show(o, now, key, visitor));
    } else {
      inner = 0;
    }
    if (inner != 0) {
      return inner << shardBits | shard;
    }
    return shard + 1 == shards.length ? 0 : shard + 1;
  }

  /** A living key picked at random, each about as likely as any other; null if there is none. */
  public byte @Nullable [] randomKey(int database, long now, RandomGenerator random) {
    for (int tries = 0; tries < 100; tries++) {
      long size = size(database);
      if (size == 0) {
        return null;
      }
      byte[] r = RecordTable.recordOf(randomElement(database, random.nextLong(size), random));
      if (!isExpired(r, now)) {
        return Record.key(r);
      }
    }
    return firstKey(database, now);
  }

  private Object randomElement(int database, long index, RandomGenerator random) {
    long left = index;
    for (Shard shard : shards) {
      Keyspace k = shard.databaseIfAny(database);
      if (k != null) {
        left -= k.size();
        Object o = left < 0 ? k.table.random(random) : null;
        if (o != null) {
          return o;
        }
      }
    }
    throw new IllegalStateException("no key number " + index + " in database " + database);
  }

  /** For databases of which nearly every key has expired. */
  private byte @Nullable [] firstKey(int database, long now) {
    byte[][] found = {null};
    forEach(
        database,
        now,
        (key, type) -> {
          if (found[0] == null) {
            found[0] = key.toBytes();
          }
        });
    return found[0];
  }

  private static void show(Object element, long now, Slice key, KeyVisitor visitor) {
    byte[] r = RecordTable.recordOf(element);
    if (!isExpired(r, now)) {
      String type = element instanceof Entry e ? e.value.type().name() : StringValue.TYPE.name();
      visitor.visit(Record.key(r, key), type);
    }
  }

  private static boolean isExpired(byte[] r, long now) {
    long expiry = Record.expiry(r);
    return expiry != Record.NO_EXPIRY && expiry <= now;
  }
}
