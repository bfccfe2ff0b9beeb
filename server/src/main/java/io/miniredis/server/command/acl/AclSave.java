package io.miniredis.server.command.acl;

import io.miniredis.protocol.Replies;
import io.miniredis.server.acl.UsersFile;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the users to the file of the setting {@code aclfile}. It is on the disk when the reply
 * comes; other clients do not wait for that. OK.
 */
final class AclSave implements Command {
  static final Spec SPEC =
      Spec.command("ACL SAVE", Group.SERVER)
          .summary("Writes the users to the file of users.")
          .usage("")
          .arity(2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("6.0.0")
          .complexity("O(N) where N is the number of users")
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(AclSave.class);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    UsersFile file = AclErrors.file(call);
    try {
      call.slowly(
          () -> {
            file.save();
            return true;
          });
    } catch (IllegalStateException e) {
      LOG.warn("ACL SAVE failed", e);
      throw CommandError.of(
          "ERR There was an error trying to save the ACLs. Please check the server logs for more"
              + " information");
    }
    call.reply().simple(Replies.OK);
  }
}
