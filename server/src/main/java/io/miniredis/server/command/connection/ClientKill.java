package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Killing;
import io.miniredis.server.engine.Session;
import io.miniredis.server.engine.Spec;

/**
 * Ends connections: the one from an address, answered OK; or all to which every filter applies,
 * answered by their number. They end at once, without replies that their peers have not taken; only
 * the client that kills itself is answered first. Who is answered (outside of a transaction) can
 * rely on it that they run nothing more and get no more messages: event loops of theirs are waited
 * for.
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
    boolean filtered = call.argc() > 3;
    if (call.isResumed()) {
      answer(call, filtered, call.slowly(ClientKill::neverAgain));
      return;
    }
    ClientFilter filter = filtered ? ClientFilter.parse(call, 2) : ClientFilter.from(call.arg(2));
    Killing killing = call.engine().sessions().killing();
    boolean itself = false;
    for (Session session : call.engine().sessions().all()) {
      if (!filter.matches(session, call)) {
        continue;
      }
      if (session == call.session()) {
        itself = true;
      } else {
        killing.kill(session);
      }
    }
    if (itself) {
      call.session().closeAfterReply(); // held back, it would not be answered any more
      answer(call, filtered, killing.killed() + 1);
    } else if (killing.isOver() || call.isNested()) {
      answer(call, filtered, killing.killed());
    } else {
      answer(call, filtered, call.slowly(() -> awaited(killing)));
    }
  }

  private static int awaited(Killing killing) throws InterruptedException {
    killing.await();
    return killing.killed();
  }

  private static int neverAgain() {
    throw new IllegalStateException("they are killed already");
  }

  private static void answer(Call call, boolean filtered, int killed) {
    if (filtered) {
      call.reply().integer(killed);
    } else if (killed > 0) {
      call.reply().simple(Replies.OK);
    } else {
      throw NO_SUCH_CLIENT;
    }
  }
}
