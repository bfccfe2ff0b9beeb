package io.miniredis.server.command.acl;

import io.miniredis.protocol.Replies;
import io.miniredis.server.acl.User;
import io.miniredis.server.acl.UsersFile;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Has the users be those of the file of the setting {@code aclfile}; if anything in it is wrong,
 * nothing changes, and the error tells all of it. Clients whose user has gone or changed are ended.
 * OK.
 */
final class AclLoad implements Command {
  static final Spec SPEC =
      Spec.command("ACL LOAD", Group.SERVER)
          .summary("Reads the users from the file of users.")
          .usage("")
          .arity(2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .locksAll()
          .since("6.0.0")
          .complexity("O(N) where N is the number of users")
          .build();

  private static final String WARNING =
      " WARNING: ACL errors detected, no change to the previously active ACL rules was performed";

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    UsersFile file = AclErrors.file(call);
    UsersFile.Contents contents = call.slowly(file::read);
    if (!contents.errors().isEmpty()) {
      throw CommandError.of("ERR " + String.join(" ", contents.errors()) + WARNING);
    }
    for (User user : call.engine().users().replace(contents)) {
      call.engine().access().endClientsOf(user, call.session());
    }
    call.reply().simple(Replies.OK);
  }
}
