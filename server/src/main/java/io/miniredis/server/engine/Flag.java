package io.miniredis.server.engine;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is true of a command; the names are those COMMAND INFO tells, in the order it tells them.
 */
public enum Flag {
  WRITE,
  READONLY,
  DENYOOM,
  MODULE,
  ADMIN,
  PUBSUB,
  NOSCRIPT,
  BLOCKING,
  LOADING,
  STALE,
  SKIP_MONITOR,
  SKIP_SLOWLOG,
  ASKING,
  FAST,
  NO_AUTH,
  MAY_REPLICATE,
  NO_MANDATORY_KEYS,
  NO_ASYNC_LOADING,
  NO_MULTI,
  ALLOW_BUSY,
  MOVABLEKEYS;

  /** Those that a script can declare, or deny. */
  static final Set<Flag> THOSE_OF_SCRIPTS =
      Collections.unmodifiableSet(EnumSet.of(WRITE, DENYOOM, MAY_REPLICATE));

  private final String label = name().toLowerCase(java.util.Locale.ROOT);

  /** The name on the wire. */
  public String label() {
    return label;
  }

  int bit() {
    return 1 << ordinal();
  }
}
