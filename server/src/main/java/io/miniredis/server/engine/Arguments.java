package io.miniredis.server.engine;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.server.value.Slice;
import java.util.Arrays;

/**
 * The arguments of the command at hand: views of the bytes where they were read. The name is argument 0.
 * Views are reused from call to call; up to {@value #POOLED} arguments cost no object.
 */
public abstract class Arguments {
  private static final int POOLED = 1024;
  private static final int KEPT = 4096;

  private byte[] buffer = new byte[0];
  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private int argc;
  private Slice[] views = new Slice[0];

  /** Takes over the command that the decoder holds. */
  final void load(CommandDecoder decoder) {
    int n = decoder.argc();
    if (n > offsets.length) {
      grow(n);
    }
    buffer = decoder.buffer();
    argc = n;
    for (int i = 0; i < n; i++) {
      offsets[i] = decoder.offset(i);
      lengths[i] = decoder.length(i);
    }
  }

  private void grow(int n) {
    int capacity = Math.max(n, Math.min(2 * offsets.length, KEPT));
    offsets = new int[capacity];
    lengths = new int[capacity];
  }

  /** Gives back what a command with very many arguments made grow. */
  final void trim() {
    if (offsets.length > KEPT) {
      offsets = new int[16];
      lengths = new int[16];
    }
    buffer = new byte[0];
  }

  /** The number of arguments, the command's name counted. */
  public final int argc() {
    return argc;
  }

  /** A view of an argument, valid until the command ends. */
  public final Slice arg(int index) {
    if (index >= argc) {
      throw new IndexOutOfBoundsException("argument " + index + " of " + argc);
    }
    Slice view = index < POOLED ? view(index) : new Slice();
    return view.wrap(buffer, offsets[index], lengths[index]);
  }

  private Slice view(int index) {
    if (index >= views.length) {
      int from = views.length;
      views = Arrays.copyOf(views, Math.min(POOLED, Math.max(16, 2 * index)));
      for (int i = from; i < views.length; i++) {
        views[i] = new Slice();
      }
    }
    return views[index];
  }

  final byte[] buffer() {
    return buffer;
  }

  final int offset(int index) {
    return offsets[index];
  }

  final int length(int index) {
    return lengths[index];
  }

  /** Whether an argument is this word, in any case. */
  public final boolean argIs(int index, String upper) {
    return lengths[index] == upper.length() && arg(index).is(upper);
  }

  /**
   * An argument as a whole number of 64 bits.
   *
   * @throws CommandError {@link CommandError#NOT_INTEGER}
   */
  public final long longArg(int index) {
    return longArg(index, CommandError.NOT_INTEGER);
  }

  /** An argument as a whole number of 64 bits, or the given error. */
  public final long longArg(int index, CommandError otherwise) {
    Slice a = arg(index);
    if (!a.isLong()) {
      throw otherwise;
    }
    return a.asLong();
  }

  /** An argument as a whole number within bounds, both included, or the given error. */
  public final long longArg(int index, long min, long max, CommandError otherwise) {
    long value = longArg(index, otherwise);
    if (value < min || value > max) {
      throw otherwise;
    }
    return value;
  }

  /**
   * An argument as a floating-point number; infinities are numbers, NaN is not.
   *
   * @throws CommandError {@link CommandError#NOT_FLOAT}
   */
  public final double doubleArg(int index) {
    return doubleArg(index, CommandError.NOT_FLOAT);
  }

  /** An argument as a floating-point number, or the given error. */
  public final double doubleArg(int index, CommandError otherwise) {
    Slice a = arg(index);
    if (!a.isDouble()) {
      throw otherwise;
    }
    return a.asDouble();
  }
}
