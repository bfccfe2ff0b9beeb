package io.miniredis.server.persistence.rdb;

import io.miniredis.protocol.Numbers;
import io.miniredis.server.value.Slice;
import java.util.Arrays;

/** Makes listpacks, as {@link ListpackReader} describes them, one after the other. */
final class ListpackBuilder {
  private static final int HEADER = 6;
  private static final int COUNT_UNKNOWN = 65_535;
  private static final int LONGEST_NUMBER = 20;
  private static final int HEAD_AND_LENGTH = 10; // bytes around an element's own, at most
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[1 << 10];
  private int at = HEADER;
  private int count;

  /** The number of elements. */
  int count() {
    return count;
  }

  /** Bytes so far, with the end. */
  int size() {
    return at + 1;
  }

  void clear() {
    at = HEADER;
    count = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[1 << 10];
    }
  }

  /** Adds an element: a whole number in its compact form, other bytes as they are. */
  void add(Slice element) {
    int length = element.length();
    if (length > 0
        && length <= LONGEST_NUMBER
        && Numbers.isLong(element.array(), element.offset(), length)) {
      add(element.asLong());
      return;
    }
    makeRoom(length);
    int start = at;
    if (length < 64) {
      bytes[at++] = (byte) (0x80 | length);
    } else if (length < 4096) {
      bytes[at++] = (byte) (0xe0 | length >> 8);
      bytes[at++] = (byte) length;
    } else {
      bytes[at++] = (byte) 0xf0;
      writeLe(length, Integer.BYTES);
    }
    element.copyTo(bytes, at);
    at += length;
    end(start);
  }

  /** Adds a whole number. */
  void add(long n) {
    makeRoom(0);
    int start = at;
    if (n >= 0 && n < 128) {
      bytes[at++] = (byte) n;
    } else if (n >= -4096 && n < 4096) {
      bytes[at++] = (byte) (0xc0 | n >> 8 & 0x1f);
      bytes[at++] = (byte) n;
    } else if (n == (short) n) {
      bytes[at++] = (byte) 0xf1;
      writeLe(n, Short.BYTES);
    } else if (n >= -(1 << 23) && n < 1 << 23) {
      bytes[at++] = (byte) 0xf2;
      writeLe(n, 3);
    } else if (n == (int) n) {
      bytes[at++] = (byte) 0xf3;
      writeLe(n, Integer.BYTES);
    } else {
      bytes[at++] = (byte) 0xf4;
      writeLe(n, Long.BYTES);
    }
    end(start);
  }

  /** Ends the listpack and writes it as a string. */
  void writeTo(RdbOutput out) {
    bytes[at++] = (byte) PackedReader.END;
    int length = at;
    at = 0;
    writeLe(length, Integer.BYTES);
    writeLe(Math.min(count, COUNT_UNKNOWN), Short.BYTES);
    out.writeString(bytes, 0, length);
    clear();
  }

  private void end(int start) {
    int n = at - start;
    if (n > 127) {
      int lengthBytes = n < 16_383 ? 2 : n < 2_097_151 ? 3 : n < 268_435_455 ? 4 : 5;
      for (int i = lengthBytes - 1; i > 0; i--) {
        bytes[at + i] = (byte) (n | 0x80);
        n >>>= 7;
      }
      bytes[at] = (byte) n;
      at += lengthBytes;
    } else {
      bytes[at++] = (byte) n;
    }
    count++;
  }

  private void writeLe(long n, int width) {
    for (int i = 0; i < width; i++) {
      bytes[at++] = (byte) (n >> 8 * i);
    }
  }

  private void makeRoom(int length) {
    int needed = Math.addExact(at, Math.addExact(length, HEAD_AND_LENGTH + 1));
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * at, Integer.MAX_VALUE - 16)));
    }
  }
}
