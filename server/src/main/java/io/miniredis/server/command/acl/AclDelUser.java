package io.miniredis.server.command.acl;

import io.miniredis.server.acl.User;
import io.miniredis.server.acl.Users;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Removes users and ends their connections; replies with how many there were. The default user
 * cannot be removed: then none is.
 */
final class AclDelUser implements Command {
  static final Spec SPEC =
      Spec.command("ACL DELUSER", Group.SERVER)
          .summary("Removes users and ends their connections.")
          .usage("username [username ...]")
          .arity(-3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .locksAll()
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("6.0.0")
          .complexity("O(N+M) where N is the number of names and M that of clients")
          .build();

  private static final CommandError DEFAULT_STAYS =
      CommandError.of("ERR The 'default' user cannot be removed");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int deleted = 0;
    for (int i = 2; i < call.argc(); i++) {
      if (call.arg(i).toString().equals(Users.DEFAULT)) {
        throw DEFAULT_STAYS;
      }
    }
    for (int i = 2; i < call.argc(); i++) {
      User user = call.engine().users().find(call.arg(i).toString());
      if (user != null && call.engine().users().delete(user.name())) {
        call.engine().access().endClientsOf(user, call.session());
        deleted++;
      }
    }
    call.reply().integer(deleted);
  }

  @Override
  public boolean isSecret(int index, Arguments args) {
    return index > 1;
  }
}
