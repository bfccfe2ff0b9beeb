package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * Fields and values back to back in one array. From the first expiry on every pair is followed by
 * its expiry in eight bytes, and the array is in order of them, those without one last: the
 * earliest expiry is the first, and expired fields are a prefix.
 */
final class SmallHash extends HashForm {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAP_BYTES = 24;

  private PackedArray packed;
  private boolean timed;

  SmallHash() {
    this(new PackedArray(), false);
  }

  private SmallHash(PackedArray packed, boolean timed) {
    this.packed = packed;
    this.timed = timed;
  }

  @Override
  String encoding() {
    return timed ? "listpackex" : "listpack";
  }

  @Override
  int size() {
    return packed.size() / step();
  }

  @Override
  long bytes() {
    return HEAP_BYTES + packed.heapBytes();
  }

  @Override
  SmallHash copy() {
    return new SmallHash(packed.copy(), timed);
  }

  @Override
  int find(Slice field) {
    return packed.find(field.array(), field.offset(), field.length(), step());
  }

  @Override
  public int next(int position) {
    if (position == NONE) {
      return packed.size() == 0 ? NONE : packed.first();
    }
    int p = packed.next(packed.next(position));
    if (timed) {
      p = packed.next(p);
    }
    return p == packed.end() ? NONE : p;
  }

  @Override
  public int random(RandomGenerator random) {
    return packed.positionOf(random.nextInt(size()) * step());
  }

  @Override
  Slice field(int position, Slice into) {
    return packed.at(position, into);
  }

  @Override
  Slice value(int position, Slice into) {
    return packed.at(packed.next(position), into);
  }

  @Override
  long expiry(int position) {
    return timed ? (long) LONG.get(packed.array(), expiryOffset(position)) : HashValue.NO_EXPIRY;
  }

  @Override
  boolean put(Slice field, Slice value, long expiry) {
    int p = find(field);
    if (p == NONE) {
      insert(field, value, expiry);
      return true;
    }
    replace(p, value);
    expire(p, expiry);
    return false;
  }

  @Override
  void replace(int position, Slice value) {
    packed.replace(packed.next(position), value.array(), value.offset(), value.length());
  }

  @Override
  void removeAt(int position) {
    packed.remove(position, step());
  }

  @Override
  void expire(int position, long at) {
    if (expiry(position) == at) {
      return;
    }
    Slice field = Slice.of(field(position, new Slice()).toBytes());
    Slice value = Slice.of(value(position, new Slice()).toBytes());
    removeAt(position);
    insert(field, value, at);
  }

  @Override
  long nextExpiry() {
    int p = firstToExpire();
    return p == NONE ? HashValue.NEVER : expiry(p);
  }

  @Override
  int firstToExpire() {
    int p = next(NONE);
    return p == NONE || expiry(p) == HashValue.NO_EXPIRY ? NONE : p;
  }

  @Override
  int countExpired(long now) {
    int n = 0;
    for (int p = firstToExpire(); p != NONE; p = next(p)) {
      if (!HashValue.isOver(expiry(p), now)) {
        break;
      }
      n++;
    }
    return n;
  }

  @Override
  long scan(long cursor, long now, HashValue.Visitor visitor) {
    Slice field = new Slice();
    Slice value = new Slice();
    for (int p = next(NONE); p != NONE; p = next(p)) {
      if (!HashValue.isOver(expiry(p), now)) {
        visitor.visit(field(p, field), value(p, value));
      }
    }
    return 0;
  }

  private int step() {
    return timed ? 3 : 2;
  }

  private int expiryOffset(int position) {
    return packed.dataOffset(packed.next(packed.next(position)));
  }

  private void insert(Slice field, Slice value, long expiry) {
    if (expiry != HashValue.NO_EXPIRY) {
      addExpiries();
    }
    int p = expiry == HashValue.NO_EXPIRY ? packed.end() : placeOf(expiry);
    packed.insert(p, field.array(), field.offset(), field.length());
    packed.insert(packed.next(p), value.array(), value.offset(), value.length());
    if (timed) {
      byte[] bytes = new byte[Long.BYTES];
      LONG.set(bytes, 0, expiry);
      packed.insert(packed.next(packed.next(p)), bytes, 0, bytes.length);
    }
  }

  /** The place for a field with this expiry: before those that do not expire earlier. */
  private int placeOf(long expiry) {
    for (int p = next(NONE); p != NONE; p = next(p)) {
      long other = expiry(p);
      if (other == HashValue.NO_EXPIRY || other >= expiry) {
        return p;
      }
    }
    return packed.end();
  }

  /** Makes room for an expiry behind every pair, if there is none yet. */
  void addExpiries() {
    if (timed) {
      return;
    }
    SmallHash with = new SmallHash(new PackedArray(packed.used() + 9 * size() + 64), true);
    Slice field = new Slice();
    Slice value = new Slice();
    for (int p = next(NONE); p != NONE; p = next(p)) {
      with.insert(field(p, field), value(p, value), HashValue.NO_EXPIRY);
    }
    packed = with.packed;
    timed = true;
  }
}
