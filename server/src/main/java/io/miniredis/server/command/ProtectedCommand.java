package io.miniredis.server.command;

import io.miniredis.server.config.Permission;
import io.miniredis.server.config.Setting;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;

/** Commands that a setting must allow: to everybody, or to clients of this machine. */
public final class ProtectedCommand {
  private ProtectedCommand() {}

  /**
   * Lets only those go on that a setting allows to.
   *
   * @throws CommandError which names the setting
   */
  public static void require(Call call, Setting<Permission> setting) {
    Permission permission = call.engine().config().get(setting);
    boolean allowed =
        permission == Permission.YES
            || (permission == Permission.LOCAL && call.session().link().isLocal());
    if (!allowed) {
      throw CommandError.of(
          "ERR "
              + call.spec().name().split(" ", 2)[0]
              + " command not allowed. If the "
              + setting.name()
              + " option is set to \"local\", you can run it from a local connection, otherwise you"
              + " need to set this option in the configuration file, and then restart the server.");
    }
  }
}
