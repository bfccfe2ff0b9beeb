package io.miniredis.server.engine;

import java.util.concurrent.atomic.LongAdder;

/** Counters of the whole server that rarely change hands; CONFIG RESETSTAT sets them back. */
public final class ServerStats {
  public final LongAdder connectionsReceived = new LongAdder();
  public final LongAdder connectionsRejected = new LongAdder();
  public final LongAdder inputBytes = new LongAdder();
  public final LongAdder outputBytes = new LongAdder();
  public final LongAdder expiredKeys = new LongAdder();
  public final LongAdder expiredElements = new LongAdder();

  public void reset() {
    connectionsReceived.reset();
    connectionsRejected.reset();
    inputBytes.reset();
    outputBytes.reset();
    expiredKeys.reset();
    expiredElements.reset();
  }
}
