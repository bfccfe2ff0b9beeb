package io.miniredis.server.engine;

/** The version of Redis that this server behaves like, and says it is. */
public final class RedisVersion {
  public static final String TEXT = "7.4.0";

  private RedisVersion() {}
}
