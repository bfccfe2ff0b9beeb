package io.miniredis.server.command.transaction;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Begins a transaction: from now on commands are checked and queued, and EXEC runs them. OK.
 *
 * <p>Within a transaction it is an error, which leaves the transaction as it is.
 */
final class Multi implements Command {
  private static final Spec SPEC =
      Spec.command("MULTI", Group.TRANSACTIONS)
          .summary("Begins a transaction.")
          .usage("")
          .arity(1)
          .flags(Flag.ALLOW_BUSY, Flag.FAST, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("1.2.0")
          .complexity("O(1)")
          .neverQueued()
          .build();

  private static final CommandError NESTED = CommandError.of("ERR MULTI calls can not be nested");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.session().isInTransaction()) {
      throw NESTED;
    }
    call.session().transaction().begin();
    call.reply().simple(Replies.OK);
  }
}
