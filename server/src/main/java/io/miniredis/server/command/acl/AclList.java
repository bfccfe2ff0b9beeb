package io.miniredis.server.command.acl;

import io.miniredis.server.acl.User;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Replies with all users, each as the line that makes it in a file of users. */
final class AclList implements Command {
  static final Spec SPEC =
      Spec.command("ACL LIST", Group.SERVER)
          .summary("Lists the users with their rules.")
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
    Collection<User> users = call.engine().users().all();
    List<User> now = List.copyOf(users);
    call.reply().array(now.size());
    for (User user : now) {
      call.reply().bulk(user.toLine().getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
