package io.miniredis.server.config;

/** How much the log tells, the most first. */
public enum LogLevel {
  DEBUG,
  VERBOSE,
  NOTICE,
  WARNING,
  NOTHING
}
