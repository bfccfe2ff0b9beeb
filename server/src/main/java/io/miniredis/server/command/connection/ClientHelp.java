package io.miniredis.server.command.connection;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of CLIENT do. */
final class ClientHelp implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT HELP", Group.CONNECTION)
          .summary("Tells what the subcommands of CLIENT do.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
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
        "CACHING (YES|NO)",
        "    Say whether the keys of the next command are tracked (modes OPTIN and OPTOUT).",
        "GETNAME",
        "    Tell the name of this connection.",
        "GETREDIR",
        "    Tell which client is told of changes in the place of this one.",
        "ID",
        "    Tell the number of this connection.",
        "INFO",
        "    Describe this connection in one line.",
        "KILL <ip:port>",
        "    End the connection from <ip:port>.",
        "KILL <option> <value> [<option> <value> [...]]",
        "    End the connections that all options apply to. Options are:",
        "    * ID <client-id>",
        "      The one of this number.",
        "    * ADDR <ip:port>",
        "      Those from this address.",
        "    * LADDR <ip:port>",
        "      Those to this address of ours.",
        "    * TYPE (NORMAL|MASTER|REPLICA|PUBSUB)",
        "      Those of this type.",
        "    * USER <username>",
        "      Those of this user.",
        "    * MAXAGE <seconds>",
        "      Those that are at least so old.",
        "    * SKIPME (YES|NO)",
        "      Leave this connection out (yes unless told otherwise).",
        "LIST [options ...]",
        "    Describe connections in a line each. Options are:",
        "    * TYPE (NORMAL|MASTER|REPLICA|PUBSUB)",
        "      Those of this type.",
        "    * ID <client-id> [<client-id> ...]",
        "      Those of these numbers.",
        "NO-EVICT (ON|OFF)",
        "    Keep this connection when clients are ended to free memory.",
        "NO-TOUCH (ON|OFF)",
        "    Do not mark keys as used that this connection reads.",
        "PAUSE <timeout> [WRITE|ALL]",
        "    Hold back all commands, or those that write, for <timeout> milliseconds.",
        "REPLY (ON|OFF|SKIP)",
        "    Send all replies, none, or all but the next.",
        "SETINFO (LIB-NAME|LIB-VER) <value>",
        "    Take down the name or the version of the client library.",
        "SETNAME <name>",
        "    Name this connection.",
        "TRACKING (ON|OFF) [REDIRECT <id>] [BCAST] [PREFIX <prefix> [...]]",
        "         [OPTIN] [OPTOUT] [NOLOOP]",
        "    Tell this connection of changes of the keys that it reads, so that it may cache them.",
        "TRACKINGINFO",
        "    Tell how this connection is told of changes.",
        "UNBLOCK <client-id> [TIMEOUT|ERROR]",
        "    End the wait of a client that a blocking command holds.",
        "UNPAUSE",
        "    End a pause, and run what it held back.");
  }
}
