package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Sets a string and replies with the one before, nil when there was none. The expiry goes.
 *
 * <p>Checked: the type.
 */
final class GetSet implements Command {
  static final Spec SPEC =
      Spec.command("GETSET", Group.STRING)
          .summary("Sets the string of a key and gives the one before.")
          .usage("key value")
          .arity(3)
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .keys(readWrite(1, ACCESS, UPDATE))
          .countsLookups()
          .since("1.0.0")
          .complexity("O(1)")
          .deprecated("6.2.0", "SET with GET")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice old = call.findString(1);
    if (old == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(old.array(), old.offset(), old.length());
    }
    call.setString(1, call.arg(2));
    call.changed(1, Set.EVENT);
  }
}
