package io.miniredis.server.command.transaction;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;

/**
 * Watches keys: the next EXEC runs nothing if any of them has changed until then, or has expired,
 * come or gone. OK.
 *
 * <p>Within a transaction it is an error, which leaves the transaction as it is.
 */
final class Watch implements Command {
  private static final Spec SPEC =
      Spec.command("WATCH", Group.TRANSACTIONS)
          .summary("Has the next transaction fail if any of some keys changes before it.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.ALLOW_BUSY, Flag.FAST, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .keys(KeySpec.readOnly(1).range(-1, 1, 0))
          .since("2.2.0")
          .complexity("O(1) for each key")
          .neverQueued()
          .build();

  private static final CommandError INSIDE_MULTI =
      CommandError.of("ERR WATCH inside MULTI is not allowed");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.session().isInTransaction()) {
      throw INSIDE_MULTI;
    }
    for (int i = 1; i < call.argc(); i++) {
      call.watch(i);
    }
    call.reply().simple(Replies.OK);
  }
}
