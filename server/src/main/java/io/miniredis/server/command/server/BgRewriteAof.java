package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.persistence.Persistence;

/**
 * Begins to rewrite the append-only file in the background. In a transaction, and while a snapshot
 * is written, that is done later.
 */
final class BgRewriteAof implements Command {
  static final Spec SPEC =
      Spec.command("BGREWRITEAOF", Group.SERVER)
          .summary("Rewrites the append-only file in the background.")
          .usage("")
          .arity(1)
          .flags(Flag.ADMIN, Flag.NO_ASYNC_LOADING, Flag.NOSCRIPT)
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError ALREADY =
      CommandError.of("ERR Background append only file rewriting already in progress");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Persistence persistence = Persistence.of(call.engine());
    Persistence.Begun begun =
        call.isNested() ? persistence.rewriteLater() : persistence.rewriteInBackground();
    if (begun == Persistence.Begun.ALREADY) {
      throw ALREADY;
    }
    call.reply()
        .simple(
            "Background append only file rewriting "
                + (begun == Persistence.Begun.STARTED ? "started" : "scheduled"));
  }
}
