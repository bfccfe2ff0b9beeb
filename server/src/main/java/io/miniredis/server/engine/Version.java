package io.miniredis.server.engine;

/** What the server says it is. */
public final class Version {
  /** The version of Redis whose behaviour clients may count on. */
  public static final String REDIS = "7.4.0";

  private Version() {}

  /** The version of this build, or {@code development} where it runs from classes. */
  public static String own() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
