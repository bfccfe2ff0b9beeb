package io.miniredis.async.streams;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Bytes that came and were not taken yet, in one array that moves up, grows, and is given back. */
final class ByteQueue {
  private static final byte[] EMPTY = {};

  /** An empty buffer keeps an array up to this size, so that idle connections cost little. */
  private static final int KEPT = 4096;

  private byte[] bytes = EMPTY;
  private int start;
  private int end;

  int size() {
    return end - start;
  }

  boolean isEmpty() {
    return start == end;
  }

  /** Takes over all that is readable in {@code source}. */
  void add(ByteBuf source) {
    int length = source.readableBytes();
    makeRoom(length);
    source.readBytes(bytes, end, length);
    end += length;
  }

  void add(byte[] source) {
    makeRoom(source.length);
    System.arraycopy(source, 0, bytes, end, source.length);
    end += source.length;
  }

  private void makeRoom(int more) {
    if (bytes.length - end >= more) {
      return;
    }
    int size = size();
    int needed = Math.addExact(size, more);
    byte[] target = bytes;
    if (needed > bytes.length - (bytes.length >> 2)) {
      target = new byte[Math.max(Math.max(needed, 256), (int) Math.min(2L * needed, 1 << 30))];
    }
    System.arraycopy(bytes, start, target, 0, size);
    bytes = target;
    start = 0;
    end = size;
  }

  /** Removes and gives the first {@code count} bytes. */
  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, start, start + count);
    skip(count);
    return taken;
  }

  void skip(int count) {
    start += count;
    if (start == end) {
      start = 0;
      end = 0;
      if (bytes.length > KEPT) {
        bytes = EMPTY;
      }
    }
  }

  void clear() {
    skip(size());
  }

  /** Where {@code wanted} begins at {@code from} or later, counted from the first byte; -1. */
  int indexOf(byte[] wanted, int from) {
    byte first = wanted[0];
    int last = end - wanted.length;
    for (int i = start + from; i <= last; i++) {
      if (bytes[i] == first && matches(wanted, i)) {
        return i - start;
      }
    }
    return -1;
  }

  boolean startsWith(byte[] wanted, int from) {
    return size() - from >= wanted.length && matches(wanted, start + from);
  }

  private boolean matches(byte[] wanted, int at) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
