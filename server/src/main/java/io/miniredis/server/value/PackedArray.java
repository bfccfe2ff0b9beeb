package io.miniredis.server.value;

import java.util.Arrays;

/**
 * Elements back to back in one array, each its length (one byte up to 127, else -1 and four bytes)
 * and its bytes: the compact form of small collections. A position is the index of an element's
 * length byte; positions grow from {@link #first} to {@link #end} by {@link #next}. Changing the
 * array moves the positions behind the change.
 */
public final class PackedArray {
  private static final int HEADER_BYTES = 16 + 32; // this object and its array's header

  private byte[] bytes;
  private int used;
  private int size;

  public PackedArray() {
    this(16);
  }

  public PackedArray(int capacity) {
    bytes = new byte[capacity];
  }

  private PackedArray(PackedArray other) {
    bytes = Arrays.copyOf(other.bytes, other.used);
    used = other.used;
    size = other.size;
  }

  public PackedArray copy() {
    return new PackedArray(this);
  }

  /** The number of elements. */
  public int size() {
    return size;
  }

  /** Bytes in use. */
  public int used() {
    return used;
  }

  public long heapBytes() {
    return HEADER_BYTES + ((bytes.length + 7L) & ~7L);
  }

  public byte[] array() {
    return bytes;
  }

  public int first() {
    return 0;
  }

  /** The position behind the last element. */
  public int end() {
    return used;
  }

  public int next(int position) {
    return dataOffset(position) + dataLength(position);
  }

  /** The position of the element with this index, from 0. */
  public int positionOf(int index) {
    int p = 0;
    for (int i = 0; i < index; i++) {
      p = next(p);
    }
    return p;
  }

  public int dataOffset(int position) {
    return bytes[position] >= 0 ? position + 1 : position + 5;
  }

  public int dataLength(int position) {
    int b = bytes[position];
    return b >= 0 ? b : readInt(position + 1);
  }

  public Slice at(int position, Slice into) {
    return into.wrap(bytes, dataOffset(position), dataLength(position));
  }

  /** The position of the first element equal to the key among every {@code step}-th one, or -1. */
  public int find(byte[] key, int offset, int length, int step) {
    int p = 0;
    int skip = 0;
    while (p < used) {
      int b = bytes[p];
      int at = b >= 0 ? p + 1 : p + 5;
      int n = b >= 0 ? b : readInt(p + 1);
      if (skip == 0) {
        if (n == length && Arrays.equals(bytes, at, at + n, key, offset, offset + length)) {
          return p;
        }
        skip = step;
      }
      skip--;
      p = at + n;
    }
    return -1;
  }

  public void append(byte[] a, int offset, int length) {
    insert(used, a, offset, length);
  }

  /** Inserts an element before the one at {@code position}. */
  public void insert(int position, byte[] a, int offset, int length) {
    int need = sizeOf(length);
    openGap(position, need);
    write(position, a, offset, length);
    size++;
  }

  /** Replaces the element at {@code position}. {@code a} must not be this array. */
  public void replace(int position, byte[] a, int offset, int length) {
    int old = next(position) - position;
    int need = sizeOf(length);
    if (need > old) {
      openGap(position, need - old);
    } else if (need < old) {
      closeGap(position, old - need);
    }
    write(position, a, offset, length);
  }

  /** Removes {@code count} elements from {@code position} on. */
  public void remove(int position, int count) {
    int to = position;
    for (int i = 0; i < count; i++) {
      to = next(to);
    }
    closeGap(position, to - position);
    size -= count;
  }

  public void clear() {
    used = 0;
    size = 0;
  }

  private static int sizeOf(int length) {
    return length <= 127 ? 1 + length : 5 + length;
  }

  private void write(int position, byte[] a, int offset, int length) {
    int at = position;
    if (length <= 127) {
      bytes[at++] = (byte) length;
    } else {
      bytes[at] = -1;
      bytes[at + 1] = (byte) (length >>> 24);
      bytes[at + 2] = (byte) (length >>> 16);
      bytes[at + 3] = (byte) (length >>> 8);
      bytes[at + 4] = (byte) length;
      at += 5;
    }
    System.arraycopy(a, offset, bytes, at, length);
  }

  private int readInt(int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  private void openGap(int position, int length) {
    int needed = Math.addExact(used, length);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(used + (used >> 1), used + 4096)));
    }
    System.arraycopy(bytes, position, bytes, position + length, used - position);
    used = needed;
  }

  private void closeGap(int position, int length) {
    System.arraycopy(bytes, position + length, bytes, position, used - position - length);
    used -= length;
    if (bytes.length > 64 && used < bytes.length / 4) {
      bytes = Arrays.copyOf(bytes, Math.max(16, used * 2));
    }
  }
}
