package io.miniredis.server.engine;

import java.security.SecureRandom;
import java.util.HexFormat;

/** By what one run of the server is told from another. Safe for use by all event loops. */
public final class Identity {
  private static final int ID_BYTES = 20;

  private final String runId = randomId();
  private final long startedMillis;
  private volatile String replicationId = randomId();

  Identity(long startedMillis) {
    this.startedMillis = startedMillis;
  }

  /** 40 hexadecimal digits that no other run has. */
  public String runId() {
    return runId;
  }

  /** When the server began, in milliseconds since the epoch. */
  public long startedMillis() {
    return startedMillis;
  }

  /** 40 hexadecimal digits that name the history of this dataset. */
  public String replicationId() {
    return replicationId;
  }

  /** Begins another history. */
  public void changeReplicationId() {
    replicationId = randomId();
  }

  private static String randomId() {
    byte[] bytes = new byte[ID_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
