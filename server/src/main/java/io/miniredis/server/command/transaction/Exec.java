package io.miniredis.server.command.transaction;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.engine.Transaction;

/**
 * Runs the commands that the transaction has queued, without any other client's command in between,
 * and replies with an array of their replies. A command that fails does not keep the others from
 * running. Ends the transaction, and the watch of all keys.
 *
 * <p>Checked in this order: that MULTI was called; that every command could be queued (else
 * EXECABORT); that no watched key has changed, expiry counted (else a nil array, and nothing runs).
 */
final class Exec implements Command {
  private static final Spec SPEC =
      Spec.command("EXEC", Group.TRANSACTIONS)
          .summary("Runs the commands of a transaction.")
          .usage("")
          .arity(1)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.SKIP_SLOWLOG, Flag.STALE)
          .publishes()
          .since("1.2.0")
          .complexity("That of the queued commands")
          .locksTransaction()
          .neverQueued()
          .build();

  private static final CommandError WITHOUT_MULTI = CommandError.of("ERR EXEC without MULTI");
  private static final CommandError FLAWED =
      CommandError.of("EXECABORT Transaction discarded because of previous errors.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (!call.session().isInTransaction()) {
      throw WITHOUT_MULTI;
    }
    Transaction transaction = call.session().transaction();
    try {
      boolean changed = call.watchedChanged();
      call.engine().watching().unwatch(call.session());
      if (transaction.isFlawed()) {
        throw FLAWED;
      }
      if (changed) {
        call.reply().nilArray();
        return;
      }
      call.runQueued();
    } finally {
      transaction.end();
    }
  }
}
