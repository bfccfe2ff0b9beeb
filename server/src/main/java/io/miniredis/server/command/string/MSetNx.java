package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.overwrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Sets the strings of several keys if none of them exists: 1 if it did, 0 if not.
 *
 * <p>Checked in this order: that every key has a value, that no key exists.
 */
final class MSetNx implements Command {
  static final Spec SPEC =
      Spec.command("MSETNX", Group.STRING)
          .summary("Sets the strings of several keys if none of them exists.")
          .usage("key value [key value ...]")
          .arity(-3)
          .flags(Flag.WRITE, Flag.DENYOOM)
          .keys(overwrite(1, INSERT).range(-1, 2, 0))
          .since("1.0.1")
          .complexity("O(N) for N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    KeyValuePairs.check(call);
    for (int i = 1; i < call.argc(); i += 2) {
      if (call.exists(i)) {
        call.reply().integer(0);
        return;
      }
    }
    KeyValuePairs.set(call);
    call.reply().integer(1);
  }
}
