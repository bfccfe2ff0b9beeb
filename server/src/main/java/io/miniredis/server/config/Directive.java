package io.miniredis.server.config;

import java.util.List;
import java.util.Locale;

/**
 * One line of a file, or one option of the command line.
 *
 * @param where where it stands, as {@code redis.conf:2}; empty for the command line
 * @param name its first word, lower case
 * @param args the words after it
 */
public record Directive(String where, String name, List<String> args) {
  public Directive {
    name = name.toLowerCase(Locale.ROOT);
    args = List.copyOf(args);
  }

  /** The error that refuses it: {@code redis.conf:2: why}. */
  ConfigException refused(String why) {
    return new ConfigException(where.isEmpty() ? why : where + ": " + why);
  }

  /** The error that refuses it and shows it too: {@code redis.conf:2: port x: why}. */
  ConfigException refusedAsIs(String why) {
    return refused(shownName() + " " + Words.join(args) + ": " + why);
  }

  /** Its name as the user wrote it. */
  String shownName() {
    return where.isEmpty() ? "--" + name : name;
  }
}
