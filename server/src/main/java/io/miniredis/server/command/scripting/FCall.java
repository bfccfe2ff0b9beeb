package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.KeySpec.Use;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.ScriptFlags;
import io.miniredis.server.scripting.Scripting;

/**
 * Calls a function of a library with keys and arguments, and replies with what it returns.
 *
 * <p>Checked in this order: that there is the function; the number of keys is a whole number, not
 * more than there are arguments, not negative; what the function says of itself.
 */
final class FCall implements Command {
  private static final Spec SPEC =
      Spec.command("FCALL", Group.SCRIPTING)
          .summary("Calls a function.")
          .usage("function numkeys [key [key ...]] [arg [arg ...]]")
          .arity(-3)
          .flags(Flag.NO_MANDATORY_KEYS, Flag.NOSCRIPT, Flag.SKIP_MONITOR, Flag.STALE)
          .keys(KeySpec.readWrite(2, Use.ACCESS, Use.UPDATE).keynum(0, 1, 1))
          .since("7.0.0")
          .complexity("That of the function")
          .mayReplicate()
          .runsScripts()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public boolean is(Flag flag, Call call) {
    return ScriptFlags.is(flag, Scripting.of(call.engine()).libraries().flags(call.arg(1)), SPEC);
  }

  @Override
  public void execute(Call call) {
    Scripting.of(call.engine()).call(call, false);
  }
}
