package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Subtracts from the integer that a key holds (0 if absent), and replies with the result.
 *
 * <p>Checked in this order: the decrement, that it has an opposite, then as {@link Counter} does.
 */
final class DecrBy implements Command {
  static final Spec SPEC =
      Spec.command("DECRBY", Group.STRING)
          .summary("Subtracts from an integer.")
          .usage("key decrement")
          .arity(3)
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .keys(readWrite(1, ACCESS, UPDATE))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError OVERFLOW = CommandError.of("ERR decrement would overflow");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long decrement = call.longArg(2);
    if (decrement == Long.MIN_VALUE) {
      throw OVERFLOW;
    }
    Counter.add(call, 1, -decrement);
  }
}
