package io.miniredis.server.persistence.rdb;

import io.miniredis.protocol.Numbers;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import io.miniredis.server.value.StreamValue;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a key holds in a form that Redis 7.0 reads, but for hashes whose fields expire, which
 * only Redis 7.4 and newer know. It only reads the value, and does nothing that waits. For one
 * thread at a time.
 */
public final class ValueWriter {
  private static final long LONG_AGO = Long.MIN_VALUE; // to be shown fields that have expired, too
  private static final int INTSET_HEADER = 8;

  private final ListpackBuilder listpack = new ListpackBuilder();
  private final ListEncoder lists = new ListEncoder(listpack);
  private final StreamEncoder streams = new StreamEncoder(listpack);
  private final byte[] digits = new byte[Numbers.MAX_DOUBLE_BYTES];
  private final Slice a = new Slice();
  private final Slice b = new Slice();

  /** The version of the format that is needed for a value: null is a string. */
  public static int version(@Nullable Value value) {
    return value instanceof HashValue hash && hash.nextExpiry() != HashValue.NO_EXPIRY
        ? RdbCodes.VERSION_OF_FIELD_EXPIRY
        : RdbCodes.VERSION;
  }

  /** The number of the type that {@link #write} writes; a null value is a string. */
  public static int type(@Nullable Value value) {
    return switch (value) {
      case null -> RdbType.STRING;
      case StringValue string -> RdbType.STRING;
      case ListValue list -> RdbType.LIST_QUICKLIST_2;
      case SetValue set -> set.isIntset() ? RdbType.SET_INTSET : RdbType.SET;
      case SortedSetValue sortedSet -> sortedSet.isPacked() ? RdbType.ZSET_LISTPACK : RdbType.ZSET;
      case HashValue hash -> type(hash);
      case StreamValue stream -> RdbType.STREAM_2;
      case QueueValue queue -> RdbType.MODULE;
      default -> throw new IllegalArgumentException("no form of a " + value.type().name());
    };
  }

  private static int type(HashValue hash) {
    boolean small = hash.elementTable() == null;
    if (hash.nextExpiry() == HashValue.NO_EXPIRY) {
      return small ? RdbType.HASH_LISTPACK : RdbType.HASH;
    }
    return small ? RdbType.HASH_TIMED_LISTPACK : RdbType.HASH_TIMED;
  }

  /** Writes a value, without its type. A null one is the string {@code text}. */
  public void write(@Nullable Value value, Slice text, RdbOutput out) {
    switch (value) {
      case null -> out.writeString(text);
      case StringValue string -> out.writeString(string.view(a));
      case ListValue list -> lists.write(list, out);
      case SetValue set -> writeSet(set, out);
      case SortedSetValue sortedSet -> writeSortedSet(sortedSet, out);
      case HashValue hash -> writeHash(hash, out);
      case StreamValue stream -> streams.write(stream, out);
      case QueueValue queue -> QueueEncoder.write(queue, out);
      default -> throw new IllegalArgumentException("no form of a " + value.type().name());
    }
  }

  private void writeSet(SetValue set, RdbOutput out) {
    if (set.isIntset()) {
      out.writeString(Slice.of(intset(set)));
      return;
    }
    out.writeLength(set.size());
    for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
      out.writeString(set.member(p, a));
    }
  }

  /** Its numbers are in ascending order. */
  private byte[] intset(SetValue set) {
    int width = Short.BYTES;
    for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
      long n = set.member(p, a).asLong();
      width =
          Math.max(width, n == (short) n ? Short.BYTES : n == (int) n ? Integer.BYTES : Long.BYTES);
    }
    byte[] bytes = new byte[INTSET_HEADER + set.size() * width];
    writeLe(width, bytes, 0, Integer.BYTES);
    writeLe(set.size(), bytes, Integer.BYTES, Integer.BYTES);
    int at = INTSET_HEADER;
    for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
      writeLe(set.member(p, a).asLong(), bytes, at, width);
      at += width;
    }
    return bytes;
  }

  private static void writeLe(long n, byte[] to, int at, int width) {
    for (int i = 0; i < width; i++) {
      to[at + i] = (byte) (n >> 8 * i);
    }
  }

  /** A large one from its end to its beginning: so it is read fastest by Redis. */
  private void writeSortedSet(SortedSetValue set, RdbOutput out) {
    if (set.isPacked()) {
      SortedSetCursor c = set.all();
      while (c.next()) {
        listpack.add(c.member());
        addScore(c.score());
      }
      listpack.writeTo(out);
      return;
    }
    out.writeLength(set.size());
    SortedSetCursor c = set.ranks(0, set.size(), true);
    while (c.next()) {
      out.writeString(c.member());
      out.writeLongLe(Double.doubleToRawLongBits(c.score()));
    }
  }

  private void addScore(double score) {
    listpack.add(b.wrap(digits, 0, Numbers.formatDouble(score, digits, 0)));
  }

  private void writeHash(HashValue hash, RdbOutput out) {
    int type = type(hash);
    long earliest = hash.nextExpiry();
    if (earliest != HashValue.NO_EXPIRY) {
      out.writeLongLe(earliest);
    }
    boolean packed = type == RdbType.HASH_LISTPACK || type == RdbType.HASH_TIMED_LISTPACK;
    if (!packed) {
      out.writeLength(hash.size());
    }
    for (int p = hash.next(HashValue.NONE, LONG_AGO);
        p != HashValue.NONE;
        p = hash.next(p, LONG_AGO)) {
      hash.field(p, a);
      hash.value(p, b);
      long expiry = hash.expiry(p) == HashValue.NO_EXPIRY ? 0 : hash.expiry(p);
      if (packed) {
        listpack.add(a);
        listpack.add(b);
        if (type == RdbType.HASH_TIMED_LISTPACK) {
          listpack.add(expiry);
        }
      } else {
        if (type == RdbType.HASH_TIMED) {
          out.writeLength(expiry == 0 ? 0 : expiry - earliest + 1);
        }
        out.writeString(a);
        out.writeString(b);
      }
    }
    if (packed) {
      listpack.writeTo(out);
    }
  }
}
