package io.miniredis.server.command;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.value.Slice;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * What one call of SCAN, HSCAN or SSCAN tells: elements gather here, since the cursor is told
 * before them and known after them. They are not copied, so nothing may change until they are
 * written.
 */
public final class ScanPage {
  private static final long STEPS_AN_ELEMENT = 10;

  private final ScanArguments arguments;
  private byte[][] arrays = new byte[32][];
  private int[] places = new int[64]; // offset and length of each
  private int size;
  private long visited;

  public ScanPage(ScanArguments arguments) {
    this.arguments = arguments;
  }

  /** Replies as for a key that does not exist. */
  public static void empty(ReplyWriter reply) {
    reply.array(2);
    reply.bulk(ScanArguments.text(0));
    reply.array(0);
  }

  /**
   * Takes steps until about as many elements were visited as are asked for.
   *
   * @param step scans from a cursor, tells {@link #visit} what it meets, and returns the next
   *     cursor
   * @return the cursor to go on from, or 0
   */
  public long take(long from, LongUnaryOperator step) {
    long cursor = from;
    long steps = 0;
    do {
      cursor = step.applyAsLong(cursor);
      steps++;
    } while (cursor != 0
        && visited < arguments.count()
        && steps / STEPS_AN_ELEMENT < arguments.count());
    return cursor;
  }

  /** Counts an element, and adds it if it is to be told. Returns whether it is. */
  public boolean visit(Slice element) {
    return visit(element, true);
  }

  /** As {@link #visit(Slice)}, for an element that may be unwanted for other reasons. */
  public boolean visit(Slice element, boolean wanted) {
    visited++;
    if (!wanted || !arguments.matches(element)) {
      return false;
    }
    add(element);
    return true;
  }

  /** Adds what is told behind the last element. */
  public void add(Slice slice) {
    if (size == arrays.length) {
      arrays = Arrays.copyOf(arrays, 2 * size);
      places = Arrays.copyOf(places, 4 * size);
    }
    arrays[size] = slice.array();
    places[2 * size] = slice.offset();
    places[2 * size + 1] = slice.length();
    size++;
  }

  /** Replies with a cursor and everything that was added. */
  public void write(ReplyWriter reply, long cursor) {
    reply.array(2);
    reply.bulk(ScanArguments.text(cursor));
    reply.array(size);
    for (int i = 0; i < size; i++) {
      reply.bulk(arrays[i], places[2 * i], places[2 * i + 1]);
    }
  }
}
