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
 * Runs a script of Lua and replies with what it returns.
 *
 * <p>Checked in this order: the number of keys is a whole number, not more than there are
 * arguments, not negative; the script is Lua.
 */
final class Eval implements Command {
  private static final Spec SPEC =
      Spec.command("EVAL", Group.SCRIPTING)
          .summary("Runs a script.")
          .usage("script numkeys [key [key ...]] [arg [arg ...]]")
          .arity(-3)
          .flags(Flag.NO_MANDATORY_KEYS, Flag.NOSCRIPT, Flag.SKIP_MONITOR, Flag.STALE)
          .keys(KeySpec.readWrite(2, Use.ACCESS, Use.UPDATE).keynum(0, 1, 1))
          .since("2.6.0")
          .complexity("That of the script")
          .mayReplicate()
          .runsScripts()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public boolean is(Flag flag, Call call) {
    return ScriptFlags.is(flag, Scripting.of(call.engine()).flags(call, false), SPEC);
  }

  @Override
  public void execute(Call call) {
    Scripting.of(call.engine()).eval(call, false, false);
  }
}
