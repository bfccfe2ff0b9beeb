package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Gives a key another name; its expiry goes with it, and what the other name held before is gone,
 * its expiry too. A key may be renamed to itself, which changes nothing.
 *
 * <p>Checked first: that the key exists.
 */
final class Rename implements Command {
  static final Spec SPEC =
      Spec.command("RENAME", Group.GENERIC)
          .summary("Gives a key another name, and replaces what that held.")
          .usage("key newkey")
          .arity(3)
          .flags(Flag.WRITE)
          .keys(readWrite(1, ACCESS, DELETE), overwrite(2, UPDATE))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final Event FROM = Event.generic("rename_from");
  private static final Event TO = Event.generic("rename_to");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (!call.exists(1)) {
      throw CommandError.NO_SUCH_KEY;
    }
    if (!call.arg(1).contentEquals(call.arg(2))) {
      rename(call);
    }
    call.reply().simple(Replies.OK);
  }

  /** Renames the first key, which exists, to the second, which is another. */
  static void rename(Call call) {
    call.rename(1, 2);
    call.changed(1, FROM);
    call.changed(2, TO);
  }
}
