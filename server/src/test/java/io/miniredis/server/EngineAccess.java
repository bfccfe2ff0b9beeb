package io.miniredis.server;

import io.miniredis.server.engine.Engine;

/** The engine inside a server, for tests of other packages. */
public final class EngineAccess {
  private EngineAccess() {}

  public static Engine of(MiniRedis server) {
    return server.engine();
  }
}
