package io.miniredis.server.engine;

import io.miniredis.server.value.Slice;
import java.util.Arrays;

/**
 * The arguments of the command at hand: views of the bytes where they were read. The name is
 * argument 0. Views are reused from call to call; up to {@value #POOLED} arguments cost no object.
 */
public abstract class Arguments {
  private static final int POOLED = 1024;
  private static final byte[] NO_BYTES = {};
  private static final int[] NO_INTS = {};

  private byte[] buffer = NO_BYTES;
  private int[] offsets = NO_INTS;
  private int[] lengths = NO_INTS;
  private int base; // where this command's arguments begin in offsets and lengths
  private int argc;
  private Slice[] views = new Slice[0];
  private int viewed; // views from here on were not used since the arguments were forgotten

  /**
   * Shows a command's arguments: {@code argc} places in {@code buffer}, told from {@code base} on.
   */
  final void show(byte[] buffer, int[] offsets, int[] lengths, int base, int argc) {
    this.buffer = buffer;
    this.offsets = offsets;
    this.lengths = lengths;
    this.base = base;
    this.argc = argc;
  }

  /** Forgets the arguments of all commands so far, so that nothing is kept alive by them. */
  void forget() {
    show(NO_BYTES, NO_INTS, NO_INTS, 0, 0);
    for (int i = 0; i < viewed; i++) {
      views[i].clear();
    }
    viewed = 0;
  }

  /** The arguments from {@code first} on, as a command of their own; valid as long as these. */
  public final Arguments from(int first) {
    Arguments rest = new Rest();
    rest.show(buffer, offsets, lengths, base + first, argc - first);
    return rest;
  }

  private static final class Rest extends Arguments {}

  /** The number of arguments, the command's name counted. */
  public final int argc() {
    return argc;
  }

  /** The bytes that the arguments take in the buffer, and what stands between them. */
  final int bytes() {
    int last = base + argc - 1;
    return offsets[last] + lengths[last] - offsets[base];
  }

  /** A view of an argument, valid until the command ends. */
  public final Slice arg(int index) {
    if (index >= argc) {
      throw new IndexOutOfBoundsException("argument " + index + " of " + argc);
    }
    Slice view = index < POOLED ? view(index) : new Slice();
    return view.wrap(buffer, offsets[base + index], lengths[base + index]);
  }

  private Slice view(int index) {
    viewed = Math.max(viewed, index + 1);
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
    return offsets[base + index];
  }

  final int length(int index) {
    return lengths[base + index];
  }

  /** Whether an argument is this word, in any case. */
  public final boolean argIs(int index, String upper) {
    return lengths[base + index] == upper.length() && arg(index).is(upper);
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

  /**
   * An argument as a whole number of 32 bits.
   *
   * @throws CommandError {@link CommandError#NOT_INTEGER}, {@link CommandError#NOT_32_BITS}
   */
  public final int intArg(int index) {
    long value = longArg(index);
    if (value != (int) value) {
      throw CommandError.NOT_32_BITS;
    }
    return (int) value;
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
