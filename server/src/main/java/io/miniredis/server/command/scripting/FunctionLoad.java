package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Libraries;
import io.miniredis.server.scripting.Scripting;
import io.miniredis.server.value.Slice;

/**
 * Takes a library of functions in and replies with its name. Nothing is changed if that fails.
 *
 * <p>Checked in this order: the options; the library's first line; whether there is one of that
 * name, and REPLACE is not given; that its code is Lua, runs, and registers functions; that no
 * other library has functions of the same names.
 */
final class FunctionLoad implements Command {
  private static final Spec SPEC =
      Spec.command("FUNCTION LOAD", Group.SCRIPTING)
          .summary("Takes a library of functions in.")
          .usage("[REPLACE] function-code")
          .arity(-3)
          .flags(Flag.DENYOOM, Flag.NOSCRIPT, Flag.WRITE)
          .tips("request_policy:all_shards", "response_policy:all_succeeded")
          .since("7.0.0")
          .complexity("O(N) where N is the length of the code, and what that does")
          .locksAll()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean replace = false;
    for (int i = 2; i < call.argc() - 1; i++) {
      if (!call.argIs(i, "REPLACE")) {
        throw CommandError.of("ERR Unknown option given: " + call.arg(i));
      }
      replace = true;
    }
    Libraries libraries = Scripting.of(call.engine()).libraries();
    Slice code = call.arg(call.argc() - 1);
    String name = libraries.load(code, replace, !call.isReplayed());
    call.changedBeyondKeys();
    call.reply().bulk(name);
  }
}
