package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.persistence.Persistence;

/** Writes a snapshot while nobody else is served, and replies when it is on the disk for good. */
final class Save implements Command {
  static final Spec SPEC =
      Spec.command("SAVE", Group.SERVER)
          .summary("Writes a snapshot while nobody else is served.")
          .usage("")
          .arity(1)
          .flags(Flag.ADMIN, Flag.NO_ASYNC_LOADING, Flag.NO_MULTI, Flag.NOSCRIPT)
          .since("1.0.0")
          .complexity("O(N) for N bytes of data")
          .build();

  private static final CommandError FAILED = CommandError.of("ERR");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (!call.slowly(Persistence.of(call.engine())::trySave)) {
      throw FAILED;
    }
    call.reply().simple(Replies.OK);
  }
}
