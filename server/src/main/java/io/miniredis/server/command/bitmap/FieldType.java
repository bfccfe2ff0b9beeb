package io.miniredis.server.command.bitmap;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Bits;
import io.miniredis.server.value.Slice;

/**
 * The type of a field of BITFIELD: an integer of so many bits.
 *
 * @param signed two's complement, of 1 to 64 bits; else 1 to 63 bits
 */
record FieldType(boolean signed, int bits) {
  private static final CommandError INVALID =
      CommandError.of(
          "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but"
              + " i64 is.");

  /**
   * An argument such as {@code i16} as a type.
   *
   * @throws CommandError if it is none
   */
  static FieldType parse(Call call, int arg) {
    Slice text = call.arg(arg);
    int sign = text.isEmpty() ? 0 : text.byteAt(0);
    if (sign != 'i' && sign != 'u') {
      throw INVALID;
    }
    boolean signed = sign == 'i';
    Slice width = call.scratch().wrap(text.array(), text.offset() + 1, text.length() - 1);
    if (!width.isLong() || width.asLong() < 1 || width.asLong() > (signed ? 64 : 63)) {
      throw INVALID;
    }
    return new FieldType(signed, (int) width.asLong());
  }

  /** The number that a field of this type holds. */
  long read(Slice bytes, long offset) {
    return wrap(Bits.field(bytes, offset, bits));
  }

  /** The number that the low bits of {@code value} are in this type. */
  long wrap(long value) {
    int unused = Long.SIZE - bits;
    return signed ? value << unused >> unused : value << unused >>> unused;
  }

  long max() {
    return signed ? Long.MAX_VALUE >> (Long.SIZE - bits) : -1L >>> (Long.SIZE - bits);
  }

  long min() {
    return signed ? Long.MIN_VALUE >> (Long.SIZE - bits) : 0;
  }

  /** 0 if the sum of a number of this type and any other is one too, else the sign it has. */
  int overflow(long value, long increment) {
    long sum = value + increment;
    if (((value ^ sum) & (increment ^ sum)) < 0) {
      return increment > 0 ? 1 : -1; // beyond 64 bits
    }
    return overflowOf(sum);
  }

  /**
   * 0 if any number of 64 bits is one of this type, else whether it is too large (1) or too small
   * (-1). To an unsigned type, a negative one is the large number with the same bits.
   */
  int overflow(long value) {
    if (!signed) {
      return value < 0 || value > max() ? 1 : 0;
    }
    return overflowOf(value);
  }

  private int overflowOf(long value) {
    return value > max() ? 1 : value < min() ? -1 : 0;
  }
}
