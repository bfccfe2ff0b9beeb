package io.miniredis.server.engine;

/**
 * Until when commands are held back (CLIENT PAUSE).
 *
 * @param untilMillis milliseconds since the epoch
 * @param writesOnly whether commands that only read go on
 */
record Pause(long untilMillis, boolean writesOnly) {
  static final Pause NONE = new Pause(0, true);

  /**
   * The pause that has begun when this one goes on and another is asked for: never a lesser one.
   */
  Pause with(long untilMillis, boolean writesOnly) {
    return this == NONE
        ? new Pause(untilMillis, writesOnly)
        : new Pause(Math.max(this.untilMillis, untilMillis), this.writesOnly && writesOnly);
  }

  /** Whether it is for the commands that a transaction has queued. */
  boolean holds(Transaction transaction) {
    return this != NONE
        && (!writesOnly || transaction.anyIs(Flag.WRITE) || transaction.anyIs(Flag.MAY_REPLICATE));
  }

  /** Whether it is for a command as it is called here. */
  boolean holds(Command command, Call call) {
    return this != NONE
        && (!writesOnly || command.is(Flag.WRITE, call) || command.is(Flag.MAY_REPLICATE, call));
  }
}
