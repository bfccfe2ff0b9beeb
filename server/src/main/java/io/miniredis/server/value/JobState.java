package io.miniredis.server.value;

import java.util.Locale;

/** Where a job of a queue is in its life. */
public enum JobState {
  /** Somebody may take it. */
  READY,
  /** It becomes ready at its time. */
  DELAYED,
  /** Somebody has taken it, and has it until the lease ends. */
  LEASED,
  /** It was delivered as often as it may be, or was given up. */
  DEAD;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name on the wire. */
  public String label() {
    return label;
  }
}
