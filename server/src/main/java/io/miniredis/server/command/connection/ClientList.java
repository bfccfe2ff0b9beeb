package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.ClientType;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Session;
import io.miniredis.server.engine.Spec;

/**
 * Replies with a line about each connection, in the order in which they were made: of all, of one
 * type, or those with the given numbers, in the order given.
 *
 * <p>Checked in this order: the option's name and number of arguments, its values.
 */
final class ClientList implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT LIST", Group.CONNECTION)
          .summary("Lists the connections.")
          .usage("[TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [ID client-id [client-id ...]]")
          .arity(-2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("nondeterministic_output")
          .since("2.4.0")
          .complexity("O(N) for N connections")
          .build();

  private static final CommandError INVALID_ID = CommandError.of("ERR Invalid client ID");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ClientLines lines = new ClientLines(call);
    if (call.argc() == 2) {
      call.engine().sessions().all().forEach(lines::add);
    } else if (call.argc() == 4 && call.argIs(2, "TYPE")) {
      ClientType type = ClientType.parse(call.arg(3));
      for (Session session : call.engine().sessions().all()) {
        if (type == session.type()) {
          lines.add(session);
        }
      }
    } else if (call.argc() > 3 && call.argIs(2, "ID")) {
      addByIds(call, lines);
    } else {
      throw CommandError.SYNTAX;
    }
    lines.reply();
  }

  private static void addByIds(Call call, ClientLines lines) {
    for (int i = 3; i < call.argc(); i++) {
      Session session = call.engine().sessions().find(call.longArg(i, INVALID_ID));
      if (session != null) {
        lines.add(session);
      }
    }
  }
}
