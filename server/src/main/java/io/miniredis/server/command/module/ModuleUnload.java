package io.miniredis.server.command.module;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Refuses to unload a module, as none is loaded.
 *
 * <p>Checked first: that {@code enable-module-command} lets this client in.
 */
final class ModuleUnload implements Command {
  static final Spec SPEC =
      Spec.command("MODULE UNLOAD", Group.SERVER)
          .summary("Refuses to unload a module: none is loaded.")
          .usage("name")
          .arity(3)
          .flags(Flag.ADMIN, Flag.NO_ASYNC_LOADING, Flag.NOSCRIPT)
          .since("4.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    throw ModuleErrors.notThere(call);
  }
}
