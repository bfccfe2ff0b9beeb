package io.miniredis.server.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A string: immutable bytes. Nobody may change the array that it was made of. */
public final class LuaString implements Comparable<LuaString> {
  public static final LuaString EMPTY = new LuaString(new byte[0]);

  final byte[] bytes;
  private int hash;
  private boolean hashed;

  private LuaString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A string of these bytes, which it keeps. */
  public static LuaString of(byte[] bytes) {
    return new LuaString(bytes);
  }

  /** A string of a copy of some bytes. */
  public static LuaString of(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new LuaString(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** A string of text, a byte a character up to U+00FF. */
  public static LuaString of(String latin) {
    return new LuaString(latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  public int length() {
    return bytes.length;
  }

  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  /** Its bytes, which nobody may change. */
  public byte[] bytes() {
    return bytes;
  }

  LuaString sub(int from, int to) {
    return from == 0 && to == bytes.length ? this : of(bytes, from, to - from);
  }

  /** The hash by which the reference implementation places strings in tables. */
  int luaHash() {
    if (!hashed) {
      int l = bytes.length;
      int h = l;
      int step = (l >> 5) + 1;
      for (int i = l; i >= step; i -= step) {
        h ^= (h << 5) + (h >>> 2) + (bytes[i - 1] & 0xFF);
      }
      hash = h;
      hashed = true;
    }
    return hash;
  }

  boolean same(LuaString other) {
    return this == other
        || (bytes.length == other.bytes.length
            && luaHash() == other.luaHash()
            && Arrays.equals(bytes, other.bytes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LuaString s && same(s);
  }

  @Override
  public int hashCode() {
    return luaHash();
  }

  @Override
  public int compareTo(LuaString other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  /** Its bytes as Latin-1 text. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
