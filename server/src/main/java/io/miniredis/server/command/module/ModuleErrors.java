package io.miniredis.server.command.module;

import io.miniredis.server.command.ProtectedCommand;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What those are told who want modules. */
final class ModuleErrors {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleErrors.class);
  private static final CommandError NOT_LOADED =
      CommandError.of("ERR Error loading the extension. Please check the server logs.");
  private static final CommandError NOT_THERE =
      CommandError.of("ERR Error unloading module: no such module with that name");

  private ModuleErrors() {}

  static CommandError notLoaded(Call call) {
    ProtectedCommand.require(call, Settings.ENABLE_MODULE_COMMAND);
    LOG.warn("A module was not loaded: this server takes no modules");
    return NOT_LOADED;
  }

  static CommandError notThere(Call call) {
    ProtectedCommand.require(call, Settings.ENABLE_MODULE_COMMAND);
    return NOT_THERE;
  }
}
