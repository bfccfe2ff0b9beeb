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
 * As EVAL, but commands that write are errors.
 *
 * <p>Checked in this order: the number of keys is a whole number, not more than there are
 * arguments, not negative; the script is Lua.
 */
final class EvalRo implements Command {
  private static final Spec SPEC =
      Spec.command("EVAL_RO", Group.SCRIPTING)
          .summary("Runs a script that only reads.")
          .usage("script numkeys [key [key ...]] [arg [arg ...]]")
          .arity(-3)
          .flags(
              Flag.NO_MANDATORY_KEYS, Flag.NOSCRIPT, Flag.READONLY, Flag.SKIP_MONITOR, Flag.STALE)
          .keys(KeySpec.readOnly(2, Use.ACCESS).keynum(0, 1, 1))
          .since("7.0.0")
          .complexity("That of the script")
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
    Scripting.of(call.engine()).eval(call, false, true);
  }
}
