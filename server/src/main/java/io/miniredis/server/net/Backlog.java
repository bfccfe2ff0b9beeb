package io.miniredis.server.net;

import io.netty.buffer.ByteBuf;

/**
 * Bytes that a connection has received and not yet executed: the head of an unfinished command, or
 * all that waits behind a command that is held back. Grows as bytes arrive, never because some were
 * announced.
 */
final class Backlog {
  /** A capacity that is not worth giving back. */
  static final int SMALL = 16 * 1024;

  private static final int MIN_CAPACITY = 256;
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[MIN_CAPACITY];
  private int from;
  private int to;

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

  /** Appends a copy of these bytes. */
  void append(byte[] source, int from, int to) {
    int n = to - from;
    makeRoom(n, 0);
    System.arraycopy(source, from, bytes, this.to, n);
    this.to += n;
  }

  /**
   * Appends all readable bytes.
   *
   * @param announced how many more the client says will follow: the array does not double for less
   */
  void append(ByteBuf in, long announced) {
    int n = in.readableBytes();
    makeRoom(n, Math.max(0, announced - n));
    in.readBytes(bytes, to, n);
    to += n;
  }

  /** Copies all bytes to the beginning of {@code into}. */
  void copyTo(byte[] into) {
    System.arraycopy(bytes, from, into, 0, to - from);
  }

  void clear() {
    from = 0;
    to = 0;
  }

  /** The bytes before this index have been executed. */
  void consumeTo(int index) {
    from = index;
  }

  private void makeRoom(int n, long announced) {
    if (n <= bytes.length - to) {
      return;
    }
    int size = to - from;
    int needed = Math.addExact(size, n);
    if (needed > bytes.length) {
      long doubled = Math.min(MAX_CAPACITY, 2L * bytes.length);
      long enough = announced > 0 ? Math.min(doubled, needed + announced) : doubled;
      byte[] larger = new byte[(int) Math.max(needed, enough)];
      System.arraycopy(bytes, from, larger, 0, size);
      bytes = larger;
    } else {
      System.arraycopy(bytes, from, bytes, 0, size);
    }
    from = 0;
    to = size;
  }
}
