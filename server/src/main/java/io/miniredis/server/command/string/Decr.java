package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Takes one from the integer that a key holds (0 if absent), and replies with the result. See
 * {@link Counter}.
 */
final class Decr implements Command {
  static final Spec SPEC =
      Spec.command("DECR", Group.STRING)
          .summary("Takes one from an integer.")
          .usage("key")
          .arity(2)
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .keys(readWrite(1, ACCESS, UPDATE))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Counter.add(call, 1, -1);
  }
}
