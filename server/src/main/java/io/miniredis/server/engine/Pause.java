package io.miniredis.server.engine;

/**
 * Until when commands are held back (CLIENT PAUSE).
 *
 * @param untilMillis milliseconds since the epoch
 * @param writesOnly whether commands that only read go on
 */
record Pause(long untilMillis, boolean writesOnly) {
  static final Pause NONE = new Pause(0, true);
}
