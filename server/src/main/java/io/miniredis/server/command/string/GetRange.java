package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with a part of a string, empty when the key is absent. See {@link Substring} for the
 * order of checks.
 */
final class GetRange implements Command {
  static final Spec SPEC =
      Spec.command("GETRANGE", Group.STRING)
          .summary("Reads a part of a string.")
          .usage("key start end")
          .arity(4)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("2.4.0")
          .complexity("O(N) for N bytes read")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Substring.reply(call);
  }
}
