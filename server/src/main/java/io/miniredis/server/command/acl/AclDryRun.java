package io.miniredis.server.command.acl;

import io.miniredis.protocol.Replies;
import io.miniredis.server.acl.Denial;
import io.miniredis.server.acl.User;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Permissions;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether a user may run a command with its arguments, without running it: OK, or a string
 * that says what is denied.
 *
 * <p>Checked in this order: the user, the command, the number of its arguments.
 */
final class AclDryRun implements Command {
  static final Spec SPEC =
      Spec.command("ACL DRYRUN", Group.SERVER)
          .summary("Tells whether a user may run a command.")
          .usage("username command [arg [arg ...]]")
          .arity(-4)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("7.0.0")
          .complexity("O(N) where N is the number of arguments")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    User user = call.engine().users().find(call.arg(2).toString());
    if (user == null) {
      throw CommandError.of("ERR User '" + call.arg(2) + "' not found");
    }
    Arguments command = call.from(3);
    CommandTable.Row row = call.engine().commands().find(command);
    if (row == null) {
      throw CommandError.of("ERR Command '" + call.arg(3) + "' not found");
    }
    if (!row.spec().acceptsCount(command.argc())) {
      throw CommandError.of(
          "ERR wrong number of arguments for '" + row.spec().fullName() + "' command");
    }
    Denial denial = new Permissions().check(user, row, command);
    if (denial == null) {
      call.reply().simple(Replies.OK);
    } else {
      String told =
          denial.tell(user, row.spec().fullName(), command.arg(denial.index()).toString());
      call.reply().bulk(told.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
