package io.miniredis.server.launcher;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.LogLevel;
import io.miniredis.server.config.Settings;

/** Has the standalone jar's logging backend do what the settings loglevel and logfile say. */
final class LogLevels {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private LogLevels() {}

  /** To be called before the first logger is made. */
  static void apply(Config config) {
    System.setProperty(PREFIX + "defaultLogLevel", level(config.get(Settings.LOGLEVEL)));
    String file = config.get(Settings.LOGFILE);
    if (!file.isEmpty()) {
      System.setProperty(PREFIX + "logFile", file);
    }
  }

  private static String level(LogLevel level) {
    return switch (level) {
      case DEBUG -> "trace";
      case VERBOSE -> "debug";
      case NOTICE -> "info";
      case WARNING -> "warn";
      case NOTHING -> "off";
    };
  }
}
