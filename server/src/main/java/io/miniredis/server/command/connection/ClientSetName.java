package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Gives the connection a name for CLIENT LIST and logs; the empty one takes it away. */
final class ClientSetName implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT SETNAME", Group.CONNECTION)
          .summary("Names the connection.")
          .usage("connection-name")
          .arity(3)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("2.6.9")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.session().name(PrintableText.name(call.arg(2)));
    call.reply().simple(Replies.OK);
  }
}
