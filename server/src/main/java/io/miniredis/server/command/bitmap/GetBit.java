package io.miniredis.server.command.bitmap;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Bits;
import io.miniredis.server.value.Slice;

/**
 * Replies with a bit of a string; 0 behind its end.
 *
 * <p>Checked in this order: the offset, the type.
 */
final class GetBit implements Command {
  static final Spec SPEC =
      Spec.command("GETBIT", Group.BITMAP)
          .summary("Tells a bit of a string.")
          .usage("key offset")
          .arity(3)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("2.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long offset = BitOffset.parse(call, 2);
    Slice value = call.findString(1);
    call.reply().integer(value != null && Bits.get(value, offset) ? 1 : 0);
  }
}
