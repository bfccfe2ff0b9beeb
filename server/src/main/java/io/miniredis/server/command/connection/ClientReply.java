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
 * Says whether this client wants replies: to all its commands, to none, or to all but the next one.
 * Only ON is answered itself. While there are none at all, SKIP changes nothing.
 */
final class ClientReply implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT REPLY", Group.CONNECTION)
          .summary("Says whether the connection wants replies.")
          .usage("<ON | OFF | SKIP>")
          .arity(3)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("3.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Session session = call.session();
    if (call.argIs(2, "ON")) {
      session.replyMode(Session.ReplyMode.ON);
      call.reply().simple(Replies.OK);
    } else if (call.argIs(2, "OFF")) {
      session.replyMode(Session.ReplyMode.OFF);
    } else if (!call.argIs(2, "SKIP")) {
      throw CommandError.SYNTAX;
    } else if (session.replyMode() != Session.ReplyMode.OFF) {
      session.replyMode(Session.ReplyMode.SKIP_NEXT);
    }
  }
}
