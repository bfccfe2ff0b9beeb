package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.command.ExpiryOption;
import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Sets a string that expires after some seconds, whatever the key held.
 *
 * <p>Checked in this order: that the seconds are a number, and one in range.
 */
final class SetEx implements Command {
  static final Spec SPEC =
      Spec.command("SETEX", Group.STRING)
          .summary("Sets the string of a key, and in how many seconds it expires.")
          .usage("key seconds value")
          .arity(4)
          .flags(Flag.WRITE, Flag.DENYOOM)
          .keys(overwrite(1, UPDATE))
          .since("2.0.0")
          .complexity("O(1)")
          .deprecated("2.6.12", "SET with EX")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long expiry = ExpiryOption.EX.time(call, call.longArg(2));
    Slice value = call.arg(3);
    call.setString(1, value.array(), value.offset(), value.length(), expiry);
    call.changed(1, Set.EVENT);
    call.changed(1, Event.EXPIRE);
    Outcome.ofString(call, 1);
    call.reply().simple(Replies.OK);
  }
}
