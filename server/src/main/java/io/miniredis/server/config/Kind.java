package io.miniredis.server.config;

import java.util.List;

/**
 * What values a setting takes: how its arguments are read and how its value is shown.
 *
 * <p>{@link #parse} and {@link #print} are inverse: what {@code CONFIG GET} shows, {@code CONFIG
 * SET} takes and means the same.
 *
 * @param <T> the value; immutable, with {@code equals}
 */
abstract class Kind<T> {
  /**
   * The value that these arguments mean.
   *
   * @param args the arguments after the setting's name; never empty for a kind of one argument
   * @param current the value so far, which a kind of several parts changes only in part
   * @throws ConfigException with Redis's text for a value of this kind
   */
  abstract T parse(List<String> args, T current);

  /** The value as {@code CONFIG GET} shows it. */
  abstract String print(T value);

  /** The default value for the documentation: readable, and the same on every machine. */
  String printDefault(T value) {
    return print(value);
  }

  /** The value as lines of a file would give it: the arguments of each line, mostly of one. */
  List<List<String>> lines(T value) {
    return List.of(List.of(print(value)));
  }

  /** Takes any number of arguments, where others take exactly one. */
  boolean manyArguments() {
    return false;
  }

  /** The arguments in the one text that {@code CONFIG SET} gives. */
  final List<String> arguments(String text) {
    if (!manyArguments()) {
      return List.of(text);
    }
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /** As {@link #parse}, when a file gives the setting once more: most settings forget the first. */
  T parseAgain(List<String> args, T current) {
    return parse(args, current);
  }

  /** Whether {@link #parseAgain} adds, so that only an empty line takes away. */
  boolean accumulates() {
    return false;
  }

  /** The value as a number, for reading without boxing; 0 where the value is none. */
  long number(T value) {
    return 0;
  }

  /** The values it takes, in a few words, for the documentation. */
  abstract String describe();
}
