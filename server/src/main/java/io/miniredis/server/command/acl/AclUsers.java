package io.miniredis.server.command.acl;

import io.miniredis.server.acl.User;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Replies with the names of all users. */
final class AclUsers implements Command {
  static final Spec SPEC =
      Spec.command("ACL USERS", Group.SERVER)
          .summary("Lists the names of the users.")
          .usage("")
          .arity(2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(N) where N is the number of users")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    List<User> now = List.copyOf(call.engine().users().all());
    call.reply().array(now.size());
    for (User user : now) {
      call.reply().bulk(user.name().getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
