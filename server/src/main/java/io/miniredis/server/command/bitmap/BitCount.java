package io.miniredis.server.command.bitmap;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Bits;
import io.miniredis.server.value.Slice;

/**
 * Counts the bits that are set in a string, or in a range of its bytes or bits.
 *
 * <p>Checked in this order: with a range its start, its end, its unit; the type. An end missing or
 * too many arguments are errors of syntax before anything else.
 */
final class BitCount implements Command {
  static final Spec SPEC =
      Spec.command("BITCOUNT", Group.BITMAP)
          .summary("Counts the bits set in a string.")
          .usage("key [start end [BYTE | BIT]]")
          .arity(-2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("2.6.0")
          .complexity("O(N) for N bytes looked at")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int argc = call.argc();
    if (argc == 3 || argc > 5) {
      throw CommandError.SYNTAX;
    }
    long start = argc == 2 ? 0 : call.longArg(2);
    long end = argc == 2 ? -1 : call.longArg(3);
    boolean bits = argc == 5 && BitRange.isBit(call, 4);
    Slice value = call.findString(1);
    if (value == null || (start < 0 && end < 0 && start > end)) {
      call.reply().integer(0);
      return;
    }
    int unit = bits ? 1 : 8;
    long total = value.length() * 8L / unit;
    long first = BitRange.index(start, total);
    long behind = Math.min(BitRange.index(end, total) + 1, total);
    call.reply().integer(first < behind ? Bits.count(value, first * unit, behind * unit) : 0);
  }
}
