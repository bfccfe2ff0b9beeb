package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Session;
import io.miniredis.server.engine.Spec;

/**
 * Takes down the name or the version of the library that uses the connection, for CLIENT LIST.
 *
 * <p>Checked in this order: the option's name, the characters of its value.
 */
final class ClientSetInfo implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT SETINFO", Group.CONNECTION)
          .summary("Names the client library that uses the connection.")
          .usage("<LIB-NAME libname | LIB-VER libver>")
          .arity(4)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("7.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Session session = call.session();
    if (call.argIs(2, "LIB-NAME")) {
      session.libraryName(PrintableText.attribute(call.arg(2), call.arg(3)));
    } else if (call.argIs(2, "LIB-VER")) {
      session.libraryVersion(PrintableText.attribute(call.arg(2), call.arg(3)));
    } else {
      throw CommandError.of("ERR Unrecognized option '" + call.arg(2) + "'");
    }
    call.reply().simple(Replies.OK);
  }
}
