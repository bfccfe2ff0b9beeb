package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Puts the connection into the state of a new one: database 0, RESP2, no name, every reply sent,
 * the default user, no subscription, no tracking. What the client library has told about itself
 * stays.
 */
final class Reset implements Command {
  static final Spec SPEC =
      Spec.command("RESET", Group.CONNECTION)
          .summary("Puts the connection into the state of a new one.")
          .usage("")
          .arity(1)
          .flags(Flag.ALLOW_BUSY, Flag.FAST, Flag.LOADING, Flag.NO_AUTH, Flag.NOSCRIPT, Flag.STALE)
          .allowedToListeners()
          .since("6.2.0")
          .complexity("O(1)")
          .neverQueued()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.engine().watching().discard(call.session());
    call.engine().tracking().stop(call.session());
    call.deliverMail();
    call.session().reset(call.engine().users());
    call.reply().protocol(call.session().protocol());
    call.reply().simple(Replies.RESET);
  }
}
