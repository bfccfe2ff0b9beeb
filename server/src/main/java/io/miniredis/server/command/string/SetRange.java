package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;

/**
 * Writes into a string at an offset, with zeros up to there if it is shorter, and replies with its
 * length. Writing nothing changes nothing.
 *
 * <p>Checked in this order: that the offset is a number, and not negative, the type, the length
 * against proto-max-bulk-len.
 */
final class SetRange implements Command {
  static final Spec SPEC =
      Spec.command("SETRANGE", Group.STRING)
          .summary("Writes into a string at an offset, making it if need be.")
          .usage("key offset value")
          .arity(4)
          .flags(Flag.WRITE, Flag.DENYOOM)
          .keys(readWrite(1, UPDATE))
          .since("2.2.0")
          .complexity("O(N) for N bytes written")
          .build();

  private static final Event SETRANGE = Event.string("setrange");
  private static final CommandError OFFSET = CommandError.of("ERR offset is out of range");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long offset = call.longArg(2);
    if (offset < 0) {
      throw OFFSET;
    }
    Slice range = call.arg(3);
    Slice old = call.findString(1);
    if (range.isEmpty()) {
      call.reply().integer(old == null ? 0 : old.length());
      return;
    }
    StringLength.check(call, offset, range.length());
    StringValue value = call.findOrCreateGrowing(1, offset + range.length());
    value.setRange(offset, range);
    call.reply().integer(value.length());
    call.changed(1, SETRANGE);
  }
}
