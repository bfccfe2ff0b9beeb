package io.miniredis.server.command.server;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** COMMAND: tells what commands there are; without a subcommand, all that is to be told of each. */
final class CommandContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("COMMAND", Group.SERVER)
          .summary("Tells what there is to know about every command.")
          .arity(-1)
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
  public List<Command> subcommands() {
    return List.of(
        new CommandCount(),
        new CommandDocs(),
        new CommandGetKeys(),
        new CommandGetKeysAndFlags(),
        new CommandHelp(),
        new CommandInfo(),
        new CommandList());
  }

  @Override
  public void execute(Call call) {
    CommandFacts.writeAll(call.reply(), call.engine().commands());
  }
}
