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
 * Finds the first bit that is 1 or 0, in a whole string or a range of its bytes or bits; -1 if
 * there is none. Behind a string whose end was not given, all bits are 0.
 *
 * <p>Checked in this order: the bit, the number of arguments, the range's start, its unit, its end;
 * the type.
 */
final class BitPos implements Command {
  static final Spec SPEC =
      Spec.command("BITPOS", Group.BITMAP)
          .summary("Finds the first set or clear bit of a string.")
          .usage("key bit [start [end [BYTE | BIT]]]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("2.8.7")
          .complexity("O(N) for N bytes looked at")
          .build();

  private static final CommandError NO_BIT =
      CommandError.of("ERR The bit argument must be 1 or 0.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long bit = call.longArg(2);
    if (bit != 0 && bit != 1) {
      throw NO_BIT;
    }
    int argc = call.argc();
    if (argc > 6) {
      throw CommandError.SYNTAX;
    }
    long start = argc > 3 ? call.longArg(3) : 0;
    boolean bits = argc == 6 && BitRange.isBit(call, 5);
    long end = argc > 4 ? call.longArg(4) : -1;
    Slice value = call.findString(1);
    if (value == null) {
      call.reply().integer(bit == 1 ? -1 : 0);
      return;
    }
    int unit = bits ? 1 : 8;
    long total = value.length() * 8L / unit;
    long first = BitRange.index(start, total);
    long behind = Math.min(BitRange.index(end, total) + 1, total);
    if (first >= behind) {
      call.reply().integer(-1);
      return;
    }
    long found = Bits.find(value, bit == 1, first * unit, behind * unit);
    boolean openEnd = argc <= 4;
    call.reply().integer(found < 0 && bit == 0 && openEnd ? value.length() * 8L : found);
  }
}
