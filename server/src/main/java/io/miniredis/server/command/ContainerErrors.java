package io.miniredis.server.command;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import java.util.Locale;

/** Errors that the subcommands of all containers have in common. */
public final class ContainerErrors {
  private ContainerErrors() {}

  /** The subcommand takes fewer arguments than these. */
  public static CommandError arguments(Call call) {
    return CommandError.of(
        "ERR unknown subcommand or wrong number of arguments for '"
            + call.arg(1)
            + "'. Try "
            + call.arg(0).toString().toUpperCase(Locale.ROOT)
            + " HELP.");
  }
}
