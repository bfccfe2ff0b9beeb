package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Says whether this client may be ended when clients take too much memory (maxmemory-clients). */
final class ClientNoEvict implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT NO-EVICT", Group.CONNECTION)
          .summary("Keeps the connection when clients are ended to free memory.")
          .usage("<ON | OFF>")
          .arity(3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("7.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.session().noEvict(Switch.parse(call, 2));
    call.reply().simple(Replies.OK);
  }
}
