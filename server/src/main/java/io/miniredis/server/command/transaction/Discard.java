package io.miniredis.server.command.transaction;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Forgets the commands that the transaction has queued, ends it, and watches no key any more. OK.
 */
final class Discard implements Command {
  private static final Spec SPEC =
      Spec.command("DISCARD", Group.TRANSACTIONS)
          .summary("Ends a transaction without running its commands.")
          .usage("")
          .arity(1)
          .flags(Flag.ALLOW_BUSY, Flag.FAST, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("2.0.0")
          .complexity("O(N) where N is the number of queued commands")
          .neverQueued()
          .build();

  private static final CommandError WITHOUT_MULTI = CommandError.of("ERR DISCARD without MULTI");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (!call.session().isInTransaction()) {
      throw WITHOUT_MULTI;
    }
    call.engine().watching().discard(call.session());
    call.reply().simple(Replies.OK);
  }
}
