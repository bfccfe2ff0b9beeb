package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.persistence.Persistence;

/**
 * Begins to write a snapshot in the background. In a transaction, and with SCHEDULE while the
 * append-only file is rewritten, that is done later.
 */
final class BgSave implements Command {
  static final Spec SPEC =
      Spec.command("BGSAVE", Group.SERVER)
          .summary("Writes a snapshot in the background.")
          .usage("[SCHEDULE]")
          .arity(-1)
          .flags(Flag.ADMIN, Flag.NO_ASYNC_LOADING, Flag.NOSCRIPT)
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError ALREADY =
      CommandError.of("ERR Background save already in progress");
  private static final CommandError OCCUPIED =
      CommandError.of(
          "ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE"
              + " in order to schedule a BGSAVE whenever possible.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean schedules = call.argc() == 2 && call.argIs(1, "SCHEDULE");
    if (call.argc() > 1 && !schedules) {
      throw CommandError.SYNTAX;
    }
    Persistence persistence = Persistence.of(call.engine());
    Persistence.Begun begun =
        call.isNested() ? persistence.saveLater() : persistence.saveInBackground(schedules);
    switch (begun) {
      case STARTED -> call.reply().simple("Background saving started");
      case SCHEDULED -> call.reply().simple("Background saving scheduled");
      case ALREADY -> throw ALREADY;
      case OCCUPIED -> throw OCCUPIED;
    }
  }
}
