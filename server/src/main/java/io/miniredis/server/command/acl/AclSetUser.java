package io.miniredis.server.command.acl;

import io.miniredis.protocol.Replies;
import io.miniredis.server.acl.RuleException;
import io.miniredis.server.acl.User;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a user, or changes its rights by rules: all of them or none. What its clients may do
 * changes with the next command; those subscribed to channels that are not allowed any more are
 * ended. OK.
 *
 * <p>Checked in this order: the name, then rule by rule.
 */
final class AclSetUser implements Command {
  static final Spec SPEC =
      Spec.command("ACL SETUSER", Group.SERVER)
          .summary("Makes a user or changes what it may do.")
          .usage("username [rule [rule ...]]")
          .arity(-3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .locksAll()
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("6.0.0")
          .complexity("O(N) where N is the number of rules")
          .build();

  private static final CommandError BLANKS =
      CommandError.of("ERR Usernames can't contain spaces or null characters");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    String name = call.arg(2).toString();
    if (name.chars().anyMatch(c -> c == 0 || c == ' ' || (c >= '\t' && c <= '\r'))) {
      throw BLANKS;
    }
    List<String> rules = new ArrayList<>();
    for (int i = 3; i < call.argc(); i++) {
      rules.add(call.arg(i).toString());
    }
    try {
      User user = call.engine().users().change(name, rules);
      call.engine().access().endForbiddenSubscribers(user);
    } catch (RuleException e) {
      throw AclErrors.of(e);
    }
    call.reply().simple(Replies.OK);
  }

  @Override
  public boolean isSecret(int index, Arguments args) {
    return index > 1;
  }
}
