package io.miniredis.server.command.module;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Refuses to load a module, as one that cannot be loaded.
 *
 * <p>Checked first: that {@code enable-module-command} lets this client in.
 */
final class ModuleLoadEx implements Command {
  static final Spec SPEC =
      Spec.command("MODULE LOADEX", Group.SERVER)
          .summary("Refuses to load a module.")
          .usage("path [CONFIG name value [CONFIG name value ...]] [ARGS args [args ...]]")
          .arity(-3)
          .flags(Flag.ADMIN, Flag.NO_ASYNC_LOADING, Flag.NOSCRIPT)
          .since("7.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    throw ModuleErrors.notLoaded(call);
  }
}
