package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.overwrite;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * As RENAME, unless the other name is taken: replies 1 if the key was renamed and 0 if not.
 *
 * <p>Checked in this order: that the key exists, that the other does not.
 */
final class RenameNx implements Command {
  static final Spec SPEC =
      Spec.command("RENAMENX", Group.GENERIC)
          .summary("Gives a key another name, unless a key of that name exists.")
          .usage("key newkey")
          .arity(3)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, DELETE), overwrite(2, INSERT))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (!call.exists(1)) {
      throw CommandError.NO_SUCH_KEY;
    }
    boolean free = !call.exists(2);
    if (free) {
      Rename.rename(call);
    }
    call.reply().integer(free ? 1 : 0);
  }
}
