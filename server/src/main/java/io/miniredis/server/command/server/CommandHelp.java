package io.miniredis.server.command.server;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with COMMAND's subcommands, in words. */
final class CommandHelp implements Command {
  static final Spec SPEC =
      Spec.command("COMMAND HELP", Group.SERVER)
          .summary("Explains the subcommands.")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .acl(AclCategory.CONNECTION)
          .since("5.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HelpText.reply(
        call,
        "(no subcommand)",
        "    Tell the facts of all commands.",
        "COUNT",
        "    Tell how many commands there are.",
        "LIST [FILTERBY MODULE <module>|ACLCAT <category>|PATTERN <pattern>]",
        "    List the names of commands.",
        "INFO [<command-name> ...]",
        "    Tell the facts of these commands, or of all.",
        "DOCS [<command-name> ...]",
        "    Tell the documentation of these commands, or of all.",
        "GETKEYS <full-command>",
        "    Find the keys in a command.",
        "GETKEYSANDFLAGS <full-command>",
        "    Find the keys in a command, and what it does to them.");
  }
}
