package io.miniredis.protocol;

import java.util.Arrays;

/**
 * Bytes written one behind another into arrays of bounded size.
 *
 * <p>The first chunk starts small and grows to {@link #CHUNK} bytes; from then on a full chunk is
 * set aside and stays as it is. A mark is the index of a chunk in the upper half and an offset in
 * the lower one.
 */
final class Chunks {
  /** A chunk is at least this long once there is more than one. */
  static final int CHUNK = 64 * 1024;

  private static final int FIRST_CHUNK = 1024;
  private static final int LARGE_CHUNK = 256 * 1024;

  /** The chunk being written, and where its free room begins; kept by the writer's stores. */
  byte[] array = new byte[FIRST_CHUNK];

  int at;

  private long limit = Long.MAX_VALUE;
  private byte[][] full = new byte[4][];
  private int[] lengths = new int[4];
  private int fullCount;
  private long fullBytes;

  /** Makes room for {@code n} bytes in one piece, few in most cases; returns where it begins. */
  int room(int n) {
    if (array.length - at < n) {
      next(n);
    }
    return at;
  }

  private void next(int n) {
    if (n <= CHUNK - at) {
      array = Arrays.copyOf(array, Math.min(CHUNK, Math.max(at + n, array.length * 4)));
      return;
    }
    if (at > 0) {
      setAside();
    }
    array = new byte[Math.max(CHUNK, n)];
  }

  /** Bounds the bytes: they may be more by one chunk. */
  void limit(long bytes) {
    limit = bytes;
  }

  private void setAside() {
    if (fullBytes + at > limit) {
      throw new ReplyTooLargeException(limit);
    }
    if (fullCount == full.length) {
      full = Arrays.copyOf(full, fullCount * 2);
      lengths = Arrays.copyOf(lengths, fullCount * 2);
    }
    full[fullCount] = array;
    lengths[fullCount++] = at;
    fullBytes += at;
    at = 0;
  }

  /** Copies any number of bytes, over as many chunks as they take. */
  void write(byte[] a, int off, int len) {
    int from = off;
    int left = len;
    if (left > array.length - at && left <= CHUNK - at) {
      next(left);
    }
    while (true) {
      int part = Math.min(left, array.length - at);
      System.arraycopy(a, from, array, at, part);
      at += part;
      from += part;
      left -= part;
      if (left == 0) {
        return;
      }
      setAside();
      array = new byte[Math.min(LARGE_CHUNK, Math.max(CHUNK, left))];
    }
  }

  /**
   * Moves what stands {@code skip} bytes behind a mark, in the mark's chunk, {@code by} bytes
   * further.
   *
   * @return the mark's offset in its chunk
   */
  int widen(long mark, int skip, int by) {
    int offset = (int) mark;
    if (by == 0) {
      return offset;
    }
    int chunk = (int) (mark >>> 32);
    byte[] a = array(chunk);
    int length = length(chunk);
    byte[] wider = a.length - length >= by ? a : Arrays.copyOf(a, length + 2 * Long.BYTES + by);
    int from = offset + skip;
    System.arraycopy(a, from, wider, from + by, length - from);
    if (chunk == fullCount) {
      array = wider;
      at = length + by;
    } else {
      full[chunk] = wider;
      lengths[chunk] = length + by;
      fullBytes += by;
    }
    return offset;
  }

  long mark() {
    return ((long) fullCount << 32) | at;
  }

  void rewind(long mark) {
    int chunk = (int) (mark >>> 32);
    if (chunk < fullCount) {
      array = full[chunk];
      while (fullCount > chunk) {
        fullBytes -= lengths[--fullCount];
        full[fullCount] = Bytes.EMPTY;
      }
    }
    at = (int) mark;
  }

  long size() {
    return fullBytes + at;
  }

  int count() {
    return at > 0 ? fullCount + 1 : fullCount;
  }

  /** The array that a mark points into. */
  byte[] marked(long mark) {
    return array((int) (mark >>> 32));
  }

  byte[] array(int chunk) {
    return chunk == fullCount ? array : full[chunk];
  }

  int length(int chunk) {
    return chunk == fullCount ? at : lengths[chunk];
  }

  void trim() {
    clear();
    if (array.length > FIRST_CHUNK) {
      array = new byte[FIRST_CHUNK];
    }
  }

  void clear() {
    at = 0;
    if (array.length > CHUNK) {
      array = new byte[FIRST_CHUNK];
    }
    if (fullCount > 0) {
      full = new byte[4][];
      lengths = new int[4];
      fullCount = 0;
      fullBytes = 0;
    }
  }
}
