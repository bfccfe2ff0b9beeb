package io.miniredis.server.engine;

/** Which Mini-Redis this is; which Redis it is like, says {@link RedisVersion}. */
public final class Version {
  private Version() {}

  /** The version of this build, or {@code development} where it runs from classes. */
  public static String own() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
