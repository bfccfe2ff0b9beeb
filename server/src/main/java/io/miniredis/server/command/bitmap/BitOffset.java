package io.miniredis.server.command.bitmap;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;

/** Offsets of bits among the arguments. */
final class BitOffset {
  private static final CommandError INVALID =
      CommandError.of("ERR bit offset is not an integer or out of range");
  private static final int WIDEST_FIELD = 8; // bytes that a field can reach past its first bit

  private BitOffset() {}

  /**
   * An argument as the offset of a bit.
   *
   * @throws CommandError if it is no number, negative, or past the longest string allowed
   */
  static long parse(Call call, int arg) {
    return check(call, call.longArg(arg, INVALID));
  }

  /**
   * An argument as the offset of the first bit of a field; {@code #2} is that of the third field of
   * this width.
   *
   * @param width in bits
   * @throws CommandError as {@link #parse} does
   */
  static long parseField(Call call, int arg, int width) {
    Slice text = call.arg(arg);
    if (text.isEmpty() || text.byteAt(0) != '#') {
      return parse(call, arg);
    }
    Slice number = call.scratch().wrap(text.array(), text.offset() + 1, text.length() - 1);
    if (!number.isLong()) {
      throw INVALID;
    }
    long index = number.asLong();
    if (index < 0 || index > Long.MAX_VALUE / width) {
      throw INVALID;
    }
    return check(call, index * width);
  }

  private static long check(Call call, long offset) {
    long max = call.engine().config().number(Settings.PROTO_MAX_BULK_LEN);
    if (offset < 0 || offset >>> 3 >= Math.min(max, StringValue.MAX_LENGTH - WIDEST_FIELD)) {
      throw INVALID;
    }
    return offset;
  }
}
