package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Session;
import io.miniredis.server.engine.Sessions;
import io.miniredis.server.engine.Spec;

/**
 * Ends connections: the one from an address, answered OK; or all to which every filter applies,
 * answered by their number. They end at once, without replies that their peers have not taken; only
 * the client that kills itself is answered first.
 *
 * <p>Checked: each filter's name and value in turn.
 */
final class ClientKill implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT KILL", Group.CONNECTION)
          .summary("Ends connections.")
          .usage(
              "<ip:port | [ID client-id] [TYPE <NORMAL | MASTER | REPLICA | PUBSUB>]"
                  + " [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME <YES | NO>]"
                  + " [MAXAGE maxage]>")
          .arity(-3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("2.4.0")
          .complexity("O(N) for N connections")
          .build();

  private static final CommandError NO_SUCH_CLIENT = CommandError.of("ERR No such client");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 3) {
      call.reply().integer(kill(call, ClientFilter.parse(call, 2)));
    } else if (kill(call, ClientFilter.from(call.arg(2))) > 0) {
      call.reply().simple(Replies.OK);
    } else {
      throw NO_SUCH_CLIENT;
    }
  }

  private static long kill(Call call, ClientFilter filter) {
    Sessions sessions = call.engine().sessions();
    long killed = 0;
    for (Session session : sessions.all()) {
      if (!filter.matches(session, call)) {
        continue;
      }
      if (session == call.session()) {
        session.closeAfterReply();
      } else {
        sessions.kill(session);
      }
      killed++;
    }
    return killed;
  }
}
