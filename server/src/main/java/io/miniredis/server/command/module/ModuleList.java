package io.miniredis.server.command.module;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with no module: there are none. */
final class ModuleList implements Command {
  static final Spec SPEC =
      Spec.command("MODULE LIST", Group.SERVER)
          .summary("Tells which modules are loaded: none.")
          .usage("")
          .arity(2)
          .flags(Flag.ADMIN, Flag.NOSCRIPT)
          .tips("nondeterministic_output_order")
          .since("4.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().array(0);
  }
}
