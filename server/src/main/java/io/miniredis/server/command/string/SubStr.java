package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with a part of a string: GETRANGE under its name of old. See {@link Substring} for the
 * order of checks.
 */
final class SubStr implements Command {
  static final Spec SPEC =
      Spec.command("SUBSTR", Group.STRING)
          .summary("Reads a part of a string; GETRANGE is the same.")
          .usage("key start end")
          .arity(4)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("1.0.0")
          .complexity("O(N) for N bytes read")
          .deprecated("2.0.0", "GETRANGE")
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
