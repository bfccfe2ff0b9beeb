package io.miniredis.server.engine;

import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One database's keys in one shard: the table, what expires when, and the account of bytes. A slot
 * of the table holds a packed string ({@code byte[]}) or an {@link Entry}. The caller holds the
 * shard's lock.
 */
final class Keyspace {
  /** Told of keys that time removed. */
  interface ExpiryListener {
    void expired(int database, byte[] key);

    /** An element of a key (a hash field) is about to be removed; told one by one. */
    void elementExpires(int database, byte[] key, Slice element);

    /** Elements of a key (hash fields) have expired; {@code emptied}: and so has the key. */
    void elementsExpired(int database, byte[] key, boolean emptied);
  }

  /** Packed strings that are not told as integers, though they look like one. */
  static final int NOT_AN_INTEGER = Record.FIRST_OWN_FLAG;

  private static final int STALE_ALLOWED = 64;
  private static final int MEAN_SAMPLES = 64;

  final RecordTable table = new RecordTable();
  private final ExpiryIndex expiries = new ExpiryIndex();
  private final ExpiryIndex elementExpiries = new ExpiryIndex();
  private final DueIndex dues = new DueIndex();
  private final ExpiryListener listener;
  private final Followers followers;
  private final Alarm alarm;
  private int linked;
  private int database;
  private int expiring;
  private int elementsExpiring;
  private long bytes;
  private @Nullable SnapshotPart snapshot; // while one is taken

  Keyspace(int database, ExpiryListener listener, Followers followers, Alarm alarm) {
    this.database = database;
    this.listener = listener;
    this.followers = followers;
    this.alarm = alarm;
  }

  /** Tells under which number this keyspace is known from now on (SWAPDB). */
  void renumber(int database) {
    this.database = database;
  }

  /** Has a snapshot know what is about to change, from now on, or none. */
  void follow(@Nullable SnapshotPart next) {
    snapshot = next;
  }

  /** Whether a snapshot still needs what is here. */
  boolean isBeingSaved() {
    return snapshot != null && !snapshot.isComplete();
  }

  /**
   * To be called before a key changes, comes or goes; the token is less than 0 if it is not there.
   */
  void beforeChange(byte[] key, int offset, int length, long hash, long token) {
    if (snapshot != null) {
      snapshot.beforeChange(key, offset, length, hash, token);
    }
  }

  private void beforeChange(long token) {
    if (snapshot != null) {
      snapshot.beforeChange(token);
    }
  }

  int size() {
    return table.size();
  }

  /** The number of keys, or of those that have an expiry. */
  int size(boolean expiringOnly) {
    return expiringOnly ? expiring : table.size();
  }

  /** The number of keys that have an expiry. */
  int expiring() {
    return expiring;
  }

  /** The number of keys of which elements expire. */
  int elementsExpiring() {
    return elementsExpiring;
  }

  /** About when a key with an expiry expires in the mean, in milliseconds since the epoch. */
  double meanExpiry() {
    return expiries.meanTime(MEAN_SAMPLES);
  }

  /** Bytes of heap of keys and values alone. */
  long entryBytes() {
    return bytes;
  }

  /** Bytes of heap of keys, values and the tables around them. */
  long heapBytes() {
    return bytes + table.heapBytes() + indexBytes();
  }

  /** Bytes of heap of what is remembered of expiries. */
  long indexBytes() {
    return expiries.heapBytes() + elementExpiries.heapBytes() + dues.heapBytes();
  }

  /** The token of a living key, or {@link RecordTable#ABSENT}; a dead one is removed on the way. */
  long locate(byte[] key, int offset, int length, long hash, long now) {
    long token = table.locate(key, offset, length, hash);
    if (token >= 0) {
      byte[] r = RecordTable.recordOf(table.at(token));
      if ((r[0] & Record.HAS_EXPIRY) != 0 && Record.expiry(r) <= now) {
        expire(token);
        return RecordTable.ABSENT;
      }
    }
    return token;
  }

  /**
   * Puts a packed string at the token's place, or as a new key if it is absent; returns the token
   * it has then.
   */
  long putString(
      long token,
      Slice key,
      long hash,
      byte[] value,
      int offset,
      int length,
      long expiry,
      int flags,
      int access) {
    if (token >= 0 && table.at(token) instanceof byte[] r && overwrite(r, value, offset, length)) {
      long before = Record.expiry(r);
      if (before == expiry || (before != Record.NO_EXPIRY && expiry != Record.NO_EXPIRY)) {
        r[0] = (byte) (r[0] & ~NOT_AN_INTEGER | flags);
        Record.access(r, access);
        if (before != expiry) {
          Record.withExpiry(r, expiry);
          indexExpiry(before, expiry, hash);
        }
        return token;
      }
    }
    byte[] r =
        Record.create(
            flags | Record.HAS_ACCESS, expiry, key.array(), key.offset(), key.length(), length);
    Record.access(r, access);
    System.arraycopy(value, offset, r, r.length - length, length);
    return put(token, r, hash, Record.heapBytes(r));
  }

  /** Same length: the bytes can go where the old ones are, and nothing is allocated. */
  private static boolean overwrite(byte[] r, byte[] value, int offset, int length) {
    int at = Record.valueOffset(r);
    if (r.length - at != length || value == r) {
      return false;
    }
    System.arraycopy(value, offset, r, at, length);
    return true;
  }

  /** Puts a value under a key: at the token's place, or as a new key if it is absent. */
  Entry putValue(long token, Slice key, long hash, Value value, long expiry, int access) {
    byte[] r = Record.create(Record.HAS_ACCESS, expiry, key.array(), key.offset(), key.length(), 0);
    Record.access(r, access);
    Entry entry = new Entry(r, value);
    entry.accounted = entry.heapBytes();
    put(token, entry, hash, entry.accounted);
    indexElements(entry, hash);
    return entry;
  }

  private long put(long token, Object element, long hash, long heapBytes) {
    long before = Record.NO_EXPIRY;
    long place = token;
    if (token >= 0) {
      Object old = table.at(token);
      before = Record.expiry(RecordTable.recordOf(old));
      bytes -= heapBytesOf(old);
      forgetElements(old);
      table.set(token, element);
    } else {
      place = table.insert(element, hash);
    }
    bytes += heapBytes;
    indexExpiry(before, Record.expiry(RecordTable.recordOf(element)), hash);
    return place;
  }

  /**
   * Takes in what {@link #remove} took out here or elsewhere, with its expiry: at the token's
   * place, or as a new key if it is absent. Its record must hold the key already.
   */
  void adopt(long token, Object element, long hash) {
    if (element instanceof Entry entry) {
      entry.accounted = entry.heapBytes();
      entry.elementsFiledFor = Long.MAX_VALUE;
      put(token, entry, hash, entry.accounted);
      indexElements(entry, hash);
    } else {
      put(token, element, hash, Record.heapBytes((byte[]) element));
    }
  }

  /** Turns a packed string into one that grows in place. */
  StringValue unpack(long token) {
    Object o = table.at(token);
    if (o instanceof Entry e) {
      return (StringValue) e.value;
    }
    byte[] r = (byte[]) o;
    StringValue value = new StringValue(Record.value(r, new Slice()), 0);
    byte[] head = Record.headOf(r);
    head[0] &= ~NOT_AN_INTEGER;
    Entry entry = new Entry(head, value);
    entry.accounted = entry.heapBytes();
    bytes += entry.accounted - Record.heapBytes(r);
    table.set(token, entry);
    return value;
  }

  /** Counts what a value has grown or shrunk by since it last was counted. */
  void account(Entry entry, long hash) {
    long now = entry.heapBytes();
    bytes += now - entry.accounted;
    entry.accounted = now;
    indexElements(entry, hash);
  }

  private void indexElements(Entry entry, long hash) {
    if (entry.value.linkedHash() != 0 && !entry.isLinked) {
      entry.isLinked = true;
      linked++;
      followers.link(entry.value.linkedHash());
    }
    long due = entry.value.nextDue();
    if (due < entry.dueFiledFor || entry.isTimed != (due != Long.MAX_VALUE)) {
      dues.file(entry, hash, table);
      alarm.ringAt(dues.next());
    }
    long next = entry.value.nextExpiry();
    if (entry.elementsExpire != (next != Record.NO_EXPIRY)) {
      entry.elementsExpire = !entry.elementsExpire;
      elementsExpiring += entry.elementsExpire ? 1 : -1;
    }
    if (next != Record.NO_EXPIRY && next < entry.elementsFiledFor) {
      entry.elementsFiledFor = next;
      elementExpiries.add(next, hash);
      if (elementExpiries.size() > 2 * elementsExpiring + STALE_ALLOWED) {
        rebuildElementExpiries();
      }
    }
  }

  private void rebuildElementExpiries() {
    for (long hash : elementExpiries.takeHashes()) {
      long token = table.locate(hash, Keyspace::hasExpiringElements);
      if (token >= 0) {
        Entry e = (Entry) table.at(token);
        e.elementsFiledFor = e.value.nextExpiry();
        elementExpiries.add(e.elementsFiledFor, hash);
      }
    }
  }

  private static boolean hasExpiringElements(Object o) {
    return o instanceof Entry e && e.value.nextExpiry() != Record.NO_EXPIRY;
  }

  /** When something is to be done about a value, or before; Long.MAX_VALUE if never. */
  long nextDue() {
    return dues.next();
  }

  /** The entry to be looked after first; it is to be filed again. Null if there is none. */
  @Nullable Entry takeDue() {
    return dues.take(table);
  }

  private void forgetElements(Object element) {
    if (element instanceof Entry e) {
      dues.forget(e);
      if (e.isLinked) {
        e.isLinked = false;
        linked--;
        followers.unlink(1);
      }
    }
    if (element instanceof Entry e && e.elementsExpire) {
      e.elementsExpire = false;
      elementsExpiring--;
    }
  }

  Object remove(long token) {
    beforeChange(token);
    Object o = table.removeAt(token);
    bytes -= heapBytesOf(o);
    forgetElements(o);
    if ((RecordTable.recordOf(o)[0] & Record.HAS_EXPIRY) != 0) {
      expiring--;
      trimExpiries();
    }
    return o;
  }

  /** Gives a key another expiry, or none. */
  void expireAt(long token, long hash, long expiry) {
    Object o = table.at(token);
    byte[] r = RecordTable.recordOf(o);
    long before = Record.expiry(r);
    byte[] changed = Record.withExpiry(r, expiry);
    if (changed != r) {
      bytes += Record.heapBytes(changed) - Record.heapBytes(r);
      if (o instanceof Entry e) {
        e.record = changed;
        e.accounted += Record.heapBytes(changed) - Record.heapBytes(r);
      } else {
        table.set(token, changed);
      }
    }
    indexExpiry(before, expiry, hash);
  }

  /** It is nobody's keyspace any more, but for a snapshot. */
  void abandon() {
    followers.unlink(linked);
    linked = 0;
  }

  void clear() {
    table.clear(0);
    expiries.clear();
    elementExpiries.clear();
    dues.clear();
    followers.unlink(linked);
    linked = 0;
    expiring = 0;
    elementsExpiring = 0;
    bytes = 0;
  }

  private static long heapBytesOf(Object element) {
    return element instanceof Entry e ? e.accounted : Record.heapBytes((byte[]) element);
  }

  private void indexExpiry(long before, long expiry, long hash) {
    if (before == Record.NO_EXPIRY) {
      if (expiry == Record.NO_EXPIRY) {
        return;
      }
      expiring++;
      expiries.add(expiry, hash);
    } else if (expiry == Record.NO_EXPIRY) {
      expiring--;
    } else if (expiry < before) {
      expiries.add(expiry, hash);
    }
    trimExpiries();
  }

  /** Files every key anew when too many entries of the index have outlived theirs. */
  private void trimExpiries() {
    if (expiries.size() <= 2 * expiring + STALE_ALLOWED) {
      return;
    }
    for (long hash : expiries.takeHashes()) {
      long token = locate(hash, true);
      if (token >= 0) {
        expiries.add(expiryAt(token), hash);
      }
    }
  }

  private long expiryAt(long token) {
    return Record.expiry(RecordTable.recordOf(table.at(token)));
  }

  private void expire(long token) {
    byte[] r = RecordTable.recordOf(remove(token));
    listener.expired(database, Record.key(r));
  }

  /**
   * Removes keys and elements whose time has come, the earliest first.
   *
   * @param max how many at most
   * @return whether there are more
   */
  boolean expireDue(long now, int max) {
    int left = max;
    for (; left > 0 && expiries.firstTime() <= now; left--) {
      expireFirst(now);
    }
    while (left > 0 && elementExpiries.firstTime() <= now) {
      left -= expireFirstElements(now, left);
    }
    return nextExpiry() <= now;
  }

  private void expireFirst(long now) {
    long hash = expiries.firstHash();
    expiries.removeFirst();
    long token = table.locate(hash, dueBy(now));
    if (token >= 0) {
      expire(token);
    }
    long waiting = locate(hash, true);
    if (waiting >= 0) {
      expiries.add(expiryAt(waiting), hash);
    }
  }

  private int expireFirstElements(long now, int max) {
    long time = elementExpiries.firstTime();
    long hash = elementExpiries.firstHash();
    elementExpiries.removeFirst();
    long token = table.locate(hash, o -> o instanceof Entry e && e.elementsFiledFor == time);
    if (token < 0) {
      return 1;
    }
    return Math.max(1, expireElements(token, hash, now, max));
  }

  /** Removes elements of a key that are due; the key too if none is left. Returns how many. */
  private int expireElements(long token, long hash, long now, int max) {
    beforeChange(token);
    Entry entry = (Entry) table.at(token);
    byte[] key = Record.key(entry.record);
    entry.elementsFiledFor = Long.MAX_VALUE;
    int n =
        entry.value.expireElements(
            now, max, element -> listener.elementExpires(database, key, element));
    account(entry, hash); // files it again if any are left, also if none was due
    if (n > 0) {
      boolean emptied = entry.value.isEmpty();
      if (emptied) {
        remove(token);
      }
      listener.elementsExpired(database, key, emptied);
    }
    return n;
  }

  /** Removes the elements of a key that are due; false if the key has gone with the last one. */
  boolean settle(long token, long hash, long now) {
    return !(table.at(token) instanceof Entry e)
        || e.value.nextExpiry() > now
        || expireElements(token, hash, now, Integer.MAX_VALUE) == 0
        || !e.value.isEmpty();
  }

  /** The time at which something is to be removed next, or Long.MAX_VALUE. */
  long nextExpiry() {
    return Math.min(expiries.firstTime(), elementExpiries.firstTime());
  }

  // ---- eviction

  /** The token of the key with this hash, if it has an expiry where only those are asked for. */
  long locate(long hash, boolean expiringOnly) {
    return table.locate(hash, expiringOnly ? Keyspace::hasExpiry : o -> true);
  }

  /**
   * The token of a key picked at random, of all or of those that have an expiry. There must be one.
   */
  long randomToken(RandomGenerator random, boolean expiringOnly) {
    if (!expiringOnly) {
      return table.tokenOfSlot(table.randomSlot(random));
    }
    int i = random.nextInt(expiries.size());
    while (true) { // at least nearly half of the entries are those of living keys
      long token = locate(expiries.hash(i), true);
      if (token >= 0) {
        return token;
      }
      i = (i + 1) % expiries.size();
    }
  }

  /** When the first of all keys expires, or Long.MAX_VALUE; it may be due already. */
  long nearestExpiry() {
    while (expiries.size() > 0) {
      long time = expiries.firstTime();
      long hash = expiries.firstHash();
      long token = locate(hash, true);
      long expiry = token < 0 ? Record.NO_EXPIRY : expiryAt(token);
      if (expiry == time) {
        return time;
      }
      expiries.removeFirst();
      if (expiry > time) {
        expiries.add(expiry, hash); // it was prolonged
      }
    }
    return Long.MAX_VALUE;
  }

  /** The hash of the key that {@link #nearestExpiry} has told of. */
  long nearestHash() {
    return expiries.firstHash();
  }

  private static boolean hasExpiry(Object o) {
    return (RecordTable.recordOf(o)[0] & Record.HAS_EXPIRY) != 0;
  }

  private static Predicate<Object> dueBy(long now) {
    return o -> hasExpiry(o) && Record.expiry(RecordTable.recordOf(o)) <= now;
  }

  /** What a key holds, by its token: a value, or null if it is a packed string. */
  @Nullable Value valueAt(long token) {
    return table.at(token) instanceof Entry e ? e.value : null;
  }
}
