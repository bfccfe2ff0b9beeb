package io.miniredis.server.command.server;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Replies with the keys among the arguments of a command, and what it does to each. Checked as
 * {@link FoundKeys} tells.
 */
final class CommandGetKeysAndFlags implements Command {
  static final Spec SPEC =
      Spec.command("COMMAND GETKEYSANDFLAGS", Group.SERVER)
          .summary("Finds the keys among the arguments of a command, and what it does to them.")
          .usage("command [arg [arg ...]]")
          .arity(-3)
          .flags(Flag.LOADING, Flag.STALE)
          .acl(AclCategory.CONNECTION)
          .since("7.0.0")
          .complexity("O(N) for N arguments")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    FoundKeys keys = FoundKeys.in(call, 2);
    call.reply().array(keys.count());
    for (int i = 0; i < keys.count(); i++) {
      Slice key = keys.key(i);
      call.reply().array(2);
      call.reply().bulk(key.array(), key.offset(), key.length());
      CommandFacts.writeFlags(call.reply(), keys.use(i));
    }
  }
}
