package io.miniredis.server.command.bitmap;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StringValue;

/**
 * Sets or clears a bit of a string, which grows as far as that bit, and replies with what the bit
 * was before.
 *
 * <p>Checked in this order: the offset, that the bit is 0 or 1, the type.
 */
final class SetBit implements Command {
  static final Spec SPEC =
      Spec.command("SETBIT", Group.BITMAP)
          .summary("Sets or clears a bit of a string, making it if need be.")
          .usage("key offset value")
          .arity(4)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(readWrite(1, ACCESS, UPDATE))
          .since("2.2.0")
          .complexity("O(1)")
          .build();

  static final Event EVENT = Event.string("setbit");

  private static final CommandError NO_BIT =
      CommandError.of("ERR bit is not an integer or out of range");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long offset = BitOffset.parse(call, 2);
    int bit = (int) call.longArg(3, 0, 1, NO_BIT);
    int at = (int) (offset >>> 3);
    StringValue value = call.findOrCreateGrowing(1, at + 1L);
    int mask = 0x80 >> (int) (offset & 7);
    boolean grows = at >= value.length();
    value.ensureLength(at + 1L);
    byte[] bytes = value.array();
    int before = (bytes[at] & mask) == 0 ? 0 : 1;
    if (before != bit) {
      bytes[at] ^= (byte) mask;
    }
    if (grows || before != bit) {
      call.changed(1, EVENT);
    }
    call.reply().integer(before);
  }
}
