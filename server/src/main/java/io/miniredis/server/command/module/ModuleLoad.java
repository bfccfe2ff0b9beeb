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
final class ModuleLoad implements Command {
  static final Spec SPEC =
      Spec.command("MODULE LOAD", Group.SERVER)
          .summary("Refuses to load a module.")
          .usage("path [arg [arg ...]]")
          .arity(-3)
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
    throw ModuleErrors.notLoaded(call);
  }
}
