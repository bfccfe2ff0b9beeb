package io.miniredis.server.net;

import io.netty.buffer.ByteBuf;

/**
 * Bytes that a connection has received and not yet executed: the head of an unfinished command, or
 * all that waits behind a command that is held back. Grows as bytes arrive, never because some were
 * announced.
 */
final class Backlog {
  private static final int MIN_CAPACITY = 256;

  private byte[] bytes;
  private int from;
  private int to;

  /** Begins with a copy of these bytes. */
  Backlog(byte[] source, int from, int to) {
    int n = to - from;
    bytes = new byte[Math.max(MIN_CAPACITY, n)];
    System.arraycopy(source, from, bytes, 0, n);
    this.to = n;
  }

  byte[] array() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int size() {
    return to - from;
  }

  int capacity() {
    return bytes.length;
  }

  boolean isEmpty() {
    return from == to;
  }

  /** Appends all readable bytes. */
  void append(ByteBuf in) {
    int n = in.readableBytes();
    if (n > bytes.length - to) {
      makeRoom(n);
    }
    in.readBytes(bytes, to, n);
    to += n;
  }

  /** The bytes before this index have been executed. */
  void consumeTo(int index) {
    from = index;
  }

  private void makeRoom(int n) {
    int size = to - from;
    int needed = Math.addExact(size, n);
    if (needed > bytes.length) {
      int doubled = bytes.length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : 2 * bytes.length;
      byte[] larger = new byte[Math.max(needed, doubled)];
      System.arraycopy(bytes, from, larger, 0, size);
      bytes = larger;
    } else {
      System.arraycopy(bytes, from, bytes, 0, size);
    }
    from = 0;
    to = size;
  }
}
