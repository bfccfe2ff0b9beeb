package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.acl.User;
import io.miniredis.server.acl.Users;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Proves to be a user, the default one if no name is given. A client that fails stays who it was.
 *
 * <p>Checked in this order: the number of arguments; for one argument, that the default user has a
 * password; name and password.
 */
final class Auth implements Command {
  static final Spec SPEC =
      Spec.command("AUTH", Group.CONNECTION)
          .summary("Proves to be a user.")
          .usage("[username] password")
          .arity(-2)
          .flags(Flag.ALLOW_BUSY, Flag.FAST, Flag.LOADING, Flag.NO_AUTH, Flag.NOSCRIPT, Flag.STALE)
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError NO_PASSWORD_SET =
      CommandError.of(
          "ERR AUTH <password> called without any password configured for the default user. Are you"
              + " sure your configuration is correct?");
  private static final CommandError WRONG_PASSWORD =
      CommandError.of("WRONGPASS invalid username-password pair or user is disabled.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 3) {
      throw CommandError.SYNTAX;
    }
    Users users = call.engine().users();
    if (call.argc() == 2 && users.defaultHasNoPassword()) {
      throw NO_PASSWORD_SET;
    }
    Slice name = call.argc() == 2 ? Slice.of(Users.DEFAULT) : call.arg(1);
    prove(call, name, call.arg(call.argc() - 1));
    call.reply().simple(Replies.OK);
  }

  /** Makes the session this user's, or throws if the password is wrong. */
  static void prove(Call call, Slice name, Slice password) {
    User user = call.engine().users().authenticate(name, password);
    if (user == null) {
      call.engine().access().failedToAuthenticate(call.session(), name.toString());
      throw WRONG_PASSWORD;
    }
    call.session().authenticate(user);
  }

  @Override
  public boolean isSecret(int index, Arguments args) {
    return index > 0;
  }
}
