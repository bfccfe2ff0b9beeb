package io.miniredis.server.command.acl;

import io.miniredis.server.acl.RuleException;
import io.miniredis.server.acl.UsersFile;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import java.nio.file.Path;

/** Errors that several subcommands of ACL have in common. */
final class AclErrors {
  private static final CommandError NO_FILE =
      CommandError.of(
          "ERR This Redis instance is not configured to use an ACL file. You may want to specify"
              + " users via the ACL SETUSER command and then issue a CONFIG REWRITE (assuming you"
              + " have a Redis configuration file set) in order to store users in the Redis"
              + " configuration.");

  private AclErrors() {}

  static CommandError of(RuleException e) {
    return CommandError.of("ERR " + e.getMessage());
  }

  /** The file of users, or an error if none is configured. */
  static UsersFile file(Call call) {
    String file = call.engine().config().get(Settings.ACLFILE);
    if (file.isEmpty()) {
      throw NO_FILE;
    }
    return new UsersFile(call.engine().users(), Path.of(file));
  }
}
