package io.miniredis.server.command.acl;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of ACL do. */
final class AclHelp implements Command {
  static final Spec SPEC =
      Spec.command("ACL HELP", Group.SERVER)
          .summary("Tells what the subcommands of ACL do.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .since("6.0.0")
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
        "CAT [<category>]",
        "    List the categories of commands, or the commands of <category>.",
        "DELUSER <username> [<username> ...]",
        "    Remove users and end their connections.",
        "DRYRUN <username> <command> [<arg> ...]",
        "    Tell whether the user may run <command>, without running it.",
        "GETUSER <username>",
        "    Tell what a user may do.",
        "GENPASS [<bits>]",
        "    Make a random password of so many bits, 256 if not told.",
        "LIST",
        "    List the users as lines of a file of users.",
        "LOAD",
        "    Read the users from the file of users.",
        "LOG [<count> | RESET]",
        "    Tell what was refused lately, or forget it.",
        "SAVE",
        "    Write the users to the file of users.",
        "SETUSER <username> <rule> [<rule> ...]",
        "    Make a user, or change what it may do.",
        "USERS",
        "    List the names of the users.",
        "WHOAMI",
        "    Tell the name of this connection's user.");
  }
}
