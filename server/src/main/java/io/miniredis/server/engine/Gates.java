package io.miniredis.server.engine;

import io.miniredis.server.acl.Denial;
import io.miniredis.server.acl.User;
import org.jspecify.annotations.Nullable;

/**
 * What a command must pass before it runs or is queued, told by its specification and the state of
 * its client: the same for all commands, so that no body repeats it. Used by one thread.
 */
final class Gates {
  private static final String NO_PASSWORD_YET = "NOAUTH Authentication required.";
  private static final String NOT_IN_TRANSACTION = "ERR Command not allowed inside a transaction";
  private static final String CHANGED_MEANWHILE =
      "NOPERM ACLs rules changed between the moment the transaction was accumulated and the EXEC"
          + " call. This command is no longer allowed for the following reason: ";

  private static final String OUT_OF_MEMORY =
      "OOM command not allowed when used memory > 'maxmemory'.";

  private final Engine engine;
  private final MemoryGate memory;
  private final Permissions permissions = new Permissions();

  Gates(Engine engine, MemoryGate memory) {
    this.engine = engine;
    this.memory = memory;
  }

  /** The error that a command is refused with, or null if it may run. */
  @Nullable String refusal(Session session, CommandTable.Row row, Call call) {
    Spec spec = row.spec();
    if (!spec.acceptsCount(call.argc())) {
      return "ERR wrong number of arguments for '" + spec.fullName() + "' command";
    }
    if (!session.authenticated && !spec.is(Flag.NO_AUTH) && engine.users().needPassword()) {
      return NO_PASSWORD_YET;
    }
    boolean queueing = session.isInTransaction();
    if (queueing && spec.is(Flag.NO_MULTI)) {
      return NOT_IN_TRANSACTION;
    }
    User user = session.user();
    if (!user.isUnlimited()) {
      Denial denial = denial(session, row, call, queueing ? "multi" : "toplevel");
      if (denial != null) {
        return "NOPERM " + denial.tell(user, spec.fullName());
      }
    }
    if (engine.busy().isOn() && !spec.is(Flag.ALLOW_BUSY)) {
      return engine.busy().reply();
    }
    if (engine.loading().isOn() && !spec.is(Flag.LOADING)) {
      return LoadingState.REPLY;
    }
    long limit = engine.memory().limit();
    if (limit > 0
        && memory.isExhausted(limit)
        && is(Flag.DENYOOM, row, call, session.transactionIfAny())) {
      return OUT_OF_MEMORY;
    }
    String noWrites = engine.writeRefusal();
    if (noWrites != null && is(Flag.WRITE, row, call, session.transactionIfAny())) {
      return noWrites;
    }
    if (session.subscriptions != null && session.isListening() && !spec.allowedToListeners()) {
      return "ERR Can't execute '"
          + spec.fullName()
          + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in"
          + " this context";
    }
    if (session.isMonitor() && Monitors.isForbidden(spec)) {
      return "ERR Replica can't interact with the keyspace";
    }
    return null;
  }

  /** Whether a flag is true of a command, or of one that it runs. */
  private static boolean is(
      Flag flag, CommandTable.Row row, Call call, @Nullable Transaction transaction) {
    return row.command().is(flag, call)
        || (transaction != null
            && transaction.isOpen()
            && row.spec().locks() == Spec.Locks.TRANSACTION
            && transaction.anyIs(flag));
  }

  /** What the rules of now deny to a command that was let through before, and has waited. */
  @Nullable String refusalOfQueued(Session session, CommandTable.Row row, Arguments args) {
    Denial denial = denial(session, row, args, "multi");
    if (denial == null) {
      return null;
    }
    return CHANGED_MEANWHILE
        + switch (denial.reason()) {
          case COMMAND -> "no permission to execute the command or subcommand";
          case KEY -> "no permission to touch the specified keys";
          case CHANNEL ->
              "no permission to access one of the channels used as arguments to the command";
        };
  }

  /** What the rules of now deny to a command whose client has waited for keys. */
  @Nullable String refusalOfServed(Session session, CommandTable.Row row, Arguments args) {
    Denial denial = denial(session, row, args, "toplevel");
    return denial == null ? null : "NOPERM " + denial.tell(session.user(), row.spec().fullName());
  }

  /**
   * What is denied to a session's user, noted in the log.
   *
   * @param context where: toplevel, multi or lua
   */
  @Nullable Denial denial(Session session, CommandTable.Row row, Arguments args, String context) {
    Denial denial = permissions.check(session.user(), row, args);
    if (denial != null) {
      engine.access().denied(session, denial, row.spec(), args, context);
    }
    return denial;
  }
}
