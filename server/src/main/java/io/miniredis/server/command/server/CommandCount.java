package io.miniredis.server.command.server;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the number of commands; subcommands do not count. */
final class CommandCount implements Command {
  static final Spec SPEC =
      Spec.command("COMMAND COUNT", Group.SERVER)
          .summary("Tells how many commands there are.")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .acl(AclCategory.CONNECTION)
          .since("2.8.13")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(call.engine().commands().size());
  }
}
