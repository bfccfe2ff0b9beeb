package io.miniredis.server.config;

import java.util.List;
import java.util.Locale;

/**
 * One line of a file, or one option of the command line.
 *
 * @param where where it stands, for error messages: {@code redis.conf:2}, or {@code --port}
 * @param name its first word, lower case
 * @param args the words after it
 */
public record Directive(String where, String name, List<String> args) {
  public Directive {
    name = name.toLowerCase(Locale.ROOT);
    args = List.copyOf(args);
  }

  /** The error that refuses it. */
  ConfigException refused(String why) {
    return new ConfigException(where + ": " + why);
  }
}
