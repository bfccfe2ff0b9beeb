package io.miniredis.server.command.acl;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.acl.User;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Replies with what a user may do: a map of flags, password hashes, and the rules about commands,
 * keys and channels, those in parentheses apart; nil if there is no such user.
 */
final class AclGetUser implements Command {
  private static final int FIELDS = 6;
  private static final int RULES = 3; // kinds of rules: commands, keys, channels

  static final Spec SPEC =
      Spec.command("ACL GETUSER", Group.SERVER)
          .summary("Tells what a user may do.")
          .usage("username")
          .arity(3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(N) where N is the number of the user's rules")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    User user = call.engine().users().find(call.arg(2).toString());
    if (user == null) {
      call.reply().nil();
      return;
    }
    User.Description description = user.describe();
    ReplyWriter reply = call.reply();
    reply.map(FIELDS);
    reply.bulk("flags");
    reply.set(description.flags().size());
    description.flags().forEach(reply::bulk);
    reply.bulk("passwords");
    reply.array(description.passwords().size());
    description.passwords().forEach(reply::bulk);
    tell(reply, description.selectors().getFirst());
    List<User.SelectorDescription> others =
        description.selectors().subList(1, description.selectors().size());
    reply.bulk("selectors");
    reply.array(others.size());
    for (User.SelectorDescription other : others) {
      reply.map(RULES);
      tell(reply, other);
    }
  }

  private static void tell(ReplyWriter reply, User.SelectorDescription selector) {
    tell(reply, "commands", selector.commands());
    tell(reply, "keys", selector.keys());
    tell(reply, "channels", selector.channels());
  }

  private static void tell(ReplyWriter reply, String name, String rules) {
    reply.bulk(name);
    reply.bulk(rules.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public boolean isSecret(int index, Arguments args) {
    return index > 1;
  }
}
