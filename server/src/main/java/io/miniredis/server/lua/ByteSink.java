package io.miniredis.server.lua;

import java.util.Arrays;

/**
 * Bytes that a builtin function gathers for a string. Their room is accounted for before it is
 * taken, and used fuel in proportion.
 */
public final class ByteSink {
  private static final int SMALLEST = 64;

  private final Runtime rt;
  private byte[] bytes = new byte[SMALLEST];
  private int size;

  public ByteSink(Runtime rt) {
    this.rt = rt;
  }

  public int size() {
    return size;
  }

  int capacity() {
    return bytes.length;
  }

  /** Adds a byte. */
  public void write(int b) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) b;
  }

  /** Adds bytes. */
  public void write(byte[] from) {
    write(from, 0, from.length);
  }

  /**
   * Adds some bytes.
   *
   * @throws LuaError if there are too many for a string, or for the program's memory
   */
  public void write(byte[] from, int offset, int length) {
    if (length > bytes.length - size) {
      grow(length);
    }
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void grow(int more) {
    long needed = (long) size + more;
    if (needed > Operations.MAX_STRING) {
      throw LuaError.of("resulting string too large");
    }
    long larger = Math.min(Operations.MAX_STRING, Math.max(needed, 2L * bytes.length));
    rt.charge(larger);
    rt.giveBack(bytes.length);
    bytes = Arrays.copyOf(bytes, (int) larger);
  }

  /** A string of all bytes; nothing may be added any more. */
  public LuaString toLuaString() {
    if (size == 0) {
      return LuaString.EMPTY;
    }
    if (size < bytes.length) {
      rt.charge(40L + size);
      bytes = Arrays.copyOf(bytes, size);
    }
    return LuaString.of(bytes);
  }
}
