package io.miniredis.server.config;

/**
 * A setting, a configuration file or a command line that is refused. The message is one line, fit
 * to be printed as it stands; it never holds the value of a secret setting.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message, null, false, false);
  }
}
