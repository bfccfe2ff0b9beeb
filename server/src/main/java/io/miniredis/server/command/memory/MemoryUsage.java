package io.miniredis.server.command.memory;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the bytes of memory that a key and its value take, by the account that maxmemory
 * works from; nil if there is no such key. The account is kept with every change, so nothing needs
 * to be sampled: SAMPLES is checked and has no effect.
 *
 * <p>Checked first: the options.
 */
final class MemoryUsage implements Command {
  static final Spec SPEC =
      Spec.command("MEMORY USAGE", Group.SERVER)
          .summary("Tells how many bytes of memory a key takes.")
          .usage("key [SAMPLES count]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(2))
          .since("4.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    for (int i = 3; i < call.argc(); i += 2) {
      if (!call.argIs(i, "SAMPLES") || i + 1 == call.argc()) {
        throw CommandError.SYNTAX;
      }
      if (call.longArg(i + 1) < 0) {
        throw CommandError.SYNTAX;
      }
    }
    long bytes = call.heapBytes(2);
    if (bytes < 0) {
      call.reply().nil();
    } else {
      call.reply().integer(bytes);
    }
  }
}
