package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.persistence.Persistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the server: a process exits with status 0, an embedded server closes. No reply comes then;
 * no other command runs any more.
 *
 * <p>Checked in this order: the options' names; that SAVE does not meet NOSAVE, and ABORT no other
 * option; with ABORT that a shutdown is under way, which is never so, as there are no replicas to
 * wait for; that no script runs long, unless NOSAVE is given; that the data could be saved, if SAVE
 * is given or there are save points and not NOSAVE, unless FORCE is given.
 */
final class Shutdown implements Command {
  static final Spec SPEC =
      Spec.command("SHUTDOWN", Group.SERVER)
          .summary("Ends the server.")
          .usage("[NOSAVE | SAVE] [NOW] [FORCE] [ABORT]")
          .arity(-1)
          .flags(
              Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI, Flag.ALLOW_BUSY)
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private static final CommandError NOT_ENDING = CommandError.of("ERR No shutdown in progress.");
  private static final CommandError FAILED =
      CommandError.of("ERR Errors trying to SHUTDOWN. Check logs.");

  private static final int NOSAVE = 1;
  private static final int SAVE = 2;
  private static final int NOW = 4;
  private static final int FORCE = 8;
  private static final int ABORT = 16;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int options = 0;
    for (int i = 1; i < call.argc(); i++) {
      options |= option(call, i);
    }
    boolean aborts = (options & ABORT) != 0;
    if ((aborts && options != ABORT) || (options & (SAVE | NOSAVE)) == (SAVE | NOSAVE)) {
      throw CommandError.SYNTAX;
    }
    if (aborts) {
      throw NOT_ENDING;
    }
    if (call.engine().busy().isOn() && (options & NOSAVE) == 0) {
      throw CommandError.of(call.engine().busy().reply());
    }
    Persistence persistence = Persistence.of(call.engine());
    boolean saves = (options & SAVE) != 0 || ((options & NOSAVE) == 0 && persistence.savesAtEnd());
    if (saves && !call.engine().loading().isOn()) {
      save(call, persistence, (options & FORCE) != 0);
    }
    persistence.settle();
    end(call);
  }

  /** Nothing is written from when the data is saved until the server has ended. */
  private static void save(Call call, Persistence persistence, boolean force) {
    call.engine().pausing().begin(Long.MAX_VALUE, true);
    if (!call.slowly(persistence::trySave) && !force) {
      call.engine().pausing().end();
      throw FAILED;
    }
  }

  private static int option(Call call, int i) {
    if (call.argIs(i, "NOSAVE")) {
      return NOSAVE;
    }
    if (call.argIs(i, "SAVE")) {
      return SAVE;
    }
    if (call.argIs(i, "NOW")) {
      return NOW;
    }
    if (call.argIs(i, "FORCE")) {
      return FORCE;
    }
    if (call.argIs(i, "ABORT")) {
      return ABORT;
    }
    throw CommandError.SYNTAX;
  }

  private static void end(Call call) {
    LOG.info("User requested shutdown...");
    Engine engine = call.engine();
    engine.busy().endForGood();
    engine.pausing().begin(Long.MAX_VALUE, false);
    call.session().closeAfterReply();
    engine.lifecycle().shutDown();
  }
}
