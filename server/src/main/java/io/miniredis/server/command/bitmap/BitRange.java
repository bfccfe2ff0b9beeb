package io.miniredis.server.command.bitmap;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;

/** The stretches of strings that BITCOUNT and BITPOS look at, in bytes or bits from either end. */
final class BitRange {
  private BitRange() {}

  /**
   * Whether the argument asks for bits, not bytes.
   *
   * @throws CommandError {@link CommandError#SYNTAX}
   */
  static boolean isBit(Call call, int arg) {
    Slice word = call.arg(arg);
    if (word.is("BIT")) {
      return true;
    }
    if (!word.is("BYTE")) {
      throw CommandError.SYNTAX;
    }
    return false;
  }

  /** The index that counts from the front; a negative one counts from the end. */
  static long index(long index, long total) {
    return Math.min(index < 0 ? Math.max(0, total + index) : index, total);
  }
}
