package io.miniredis.server.engine;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Holds commands back for a while (CLIENT PAUSE), and lets them go in the order in which they came.
 * Safe for use by all event loops.
 *
 * <p>A pause whose time has passed goes on until somebody {@linkplain #endIfOver ends} it: so what
 * was held runs before what comes later.
 */
public final class Pausing {
  private final AtomicReference<Pause> pause = new AtomicReference<>(Pause.NONE);
  private final ConcurrentSkipListMap<Long, Session> held = new ConcurrentSkipListMap<>();
  private final AtomicLong lastTicket = new AtomicLong();

  /**
   * Begins a pause; one that is on already becomes neither shorter nor milder by it.
   *
   * @param untilMillis milliseconds since the epoch
   * @param writesOnly whether commands that only read go on
   */
  public void begin(long untilMillis, boolean writesOnly) {
    pause.updateAndGet(p -> p.with(untilMillis, writesOnly));
  }

  /** Ends the pause and lets go what it held. */
  public void end() {
    pause.set(Pause.NONE);
    letGo();
  }

  /** Has all that is held presented again, in the order in which it came. */
  void letGo() {
    for (var first = held.pollFirstEntry(); first != null; first = held.pollFirstEntry()) {
      first.getValue().link().resume();
    }
  }

  /** Ends a pause whose time has passed. */
  void endIfOver(long now) {
    Pause p = pause.get();
    if (p != Pause.NONE && p.untilMillis() <= now && pause.compareAndSet(p, Pause.NONE)) {
      letGo();
    }
  }

  public boolean isOn() {
    return pause.get() != Pause.NONE;
  }

  /** The number of clients of which a command is held back. */
  public int held() {
    return held.size();
  }

  /** Holds back a session's command, if the pause is for such; false if it may run. */
  boolean hold(Session session, Command command, Call call) {
    return holdWhile(session, () -> isFor(session, command, call));
  }

  private boolean isFor(Session session, Command command, Call call) {
    Pause p = pause.get();
    return p.holds(command, call)
        || (command.spec().locks() == Spec.Locks.TRANSACTION && p.holds(session.transaction()));
  }

  /**
   * Holds back a session's command while something is the case; false if it is not. Who ends it
   * {@linkplain #letGo lets go}; what is held for another reason is held again then.
   */
  boolean holdWhile(Session session, BooleanSupplier reason) {
    while (reason.getAsBoolean()) {
      long ticket = lastTicket.incrementAndGet();
      session.heldAs = ticket;
      held.put(ticket, session);
      // whoever ended it meanwhile may have looked for held ones too early
      if (reason.getAsBoolean() || held.remove(ticket) == null) {
        return true;
      }
      session.heldAs = 0;
    }
    return false;
  }

  /** Forgets a session whose connection has ended. */
  void forget(Session session) {
    long ticket = session.heldAs;
    if (ticket != 0) {
      held.remove(ticket);
    }
  }
}
