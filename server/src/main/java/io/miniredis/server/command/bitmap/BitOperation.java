package io.miniredis.server.command.bitmap;

import io.miniredis.server.value.Bits;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** What BITOP can do with bits. Sources shorter than the longest one end in zeros. */
enum BitOperation {
  AND,
  OR,
  XOR,
  NOT,
  DIFF,
  DIFF1,
  ANDOR,
  ONE;

  private static final BitOperation[] VALUES = values();

  /** The operation of that name, or null. */
  static @Nullable BitOperation named(Slice word) {
    for (BitOperation operation : VALUES) {
      if (word.is(operation.name())) {
        return operation;
      }
    }
    return null;
  }

  /** Whether it sets the first source against the others, so that there must be some. */
  boolean needsOthers() {
    return this == DIFF || this == DIFF1 || this == ANDOR;
  }

  /**
   * The outcome.
   *
   * @param sources at least one; NOT takes the first alone
   * @param length of the longest
   */
  byte[] apply(Slice[] sources, int length) {
    byte[] result = new byte[length];
    Slice first = sources[0];
    switch (this) {
      case DIFF, DIFF1, ANDOR -> {
        for (int i = 1; i < sources.length; i++) {
          Bits.or(result, sources[i]);
        }
        against(first, result);
      }
      case ONE -> {
        byte[] many = new byte[length];
        for (Slice source : sources) {
          Bits.tally(result, many, source);
        }
        Bits.andNot(result, Slice.of(many));
      }
      default -> {
        first.copyTo(result, 0);
        for (int i = 1; i < sources.length; i++) {
          combine(result, sources[i]);
        }
        if (this == NOT) {
          Bits.not(result);
        }
      }
    }
    return result;
  }

  private void combine(byte[] result, Slice source) {
    switch (this) {
      case AND -> Bits.and(result, source);
      case OR -> Bits.or(result, source);
      case XOR -> Bits.xor(result, source);
      default -> throw new IllegalStateException(this + " takes one source");
    }
  }

  private void against(Slice first, byte[] others) {
    switch (this) {
      case ANDOR -> Bits.and(others, first);
      case DIFF1 -> Bits.andNot(others, first);
      case DIFF -> {
        Bits.not(others);
        Bits.and(others, first);
      }
      default -> throw new IllegalStateException(this + " treats all sources alike");
    }
  }
}
