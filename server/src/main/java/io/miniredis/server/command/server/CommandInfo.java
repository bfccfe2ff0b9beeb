package io.miniredis.server.command.server;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the facts of the commands named, nil for one that does not exist; or of all. */
final class CommandInfo implements Command {
  static final Spec SPEC =
      Spec.command("COMMAND INFO", Group.SERVER)
          .summary("Tells arity, flags, keys and the like of some commands, or of all.")
          .usage("[command-name [command-name ...]]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.STALE)
          .acl(AclCategory.CONNECTION)
          .tips("nondeterministic_output_order")
          .since("2.8.13")
          .complexity("O(N) for N commands")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    CommandTable table = call.engine().commands();
    if (call.argc() == 2) {
      CommandFacts.writeAll(call.reply(), table);
      return;
    }
    call.reply().array(call.argc() - 2);
    for (int i = 2; i < call.argc(); i++) {
      CommandTable.Row row = table.find(call.arg(i).toString());
      if (row == null) {
        call.reply().nil();
      } else {
        CommandFacts.write(call.reply(), row);
      }
    }
  }
}
