package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;

/**
 * Appends to a string, which is made if absent, and replies with its length.
 *
 * <p>Checked in this order: the type, the length against proto-max-bulk-len.
 */
final class Append implements Command {
  static final Spec SPEC =
      Spec.command("APPEND", Group.STRING)
          .summary("Appends to a string, making it if need be.")
          .usage("key value")
          .arity(3)
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .keys(readWrite(1, INSERT))
          .since("2.0.0")
          .complexity("O(1) for each byte appended")
          .build();

  private static final Event APPEND = Event.string("append");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice tail = call.arg(2);
    Slice old = call.findString(1);
    if (old == null) {
      call.setString(1, tail);
      call.reply().integer(tail.length());
    } else {
      StringLength.check(call, old.length(), tail.length());
      StringValue value = call.findOrCreateGrowing(1, (long) old.length() + tail.length());
      value.append(tail);
      call.reply().integer(value.length());
    }
    call.changed(1, APPEND);
  }
}
