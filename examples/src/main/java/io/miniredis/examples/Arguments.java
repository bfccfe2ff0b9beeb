package io.miniredis.examples;

import java.util.ArrayList;
import java.util.List;

/** What stood on the command line: {@code --port N}, {@code --for SECONDS}, and other words. */
record Arguments(List<String> words) {
  static Arguments of(String... words) {
    return new Arguments(List.of(words));
  }

  /** The port to listen on. */
  int port(int unless) {
    return (int) number("--port", unless, 65535);
  }

  /** How long an endless example runs, in milliseconds. */
  long millis() {
    return number("--for", 1_000_000, 1_000_000) * 1000;
  }

  private long number(String option, long unless, long most) {
    int at = words.indexOf(option);
    if (at < 0) {
      return unless;
    }
    String value = at + 1 < words.size() ? words.get(at + 1) : "nothing";
    long number = value.matches("\\d{1,7}") ? Long.parseLong(value) : -1;
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(
          option + " wants a number from 0 to " + most + ", got " + value);
    }
    return number;
  }

  /** The words that are no options. */
  List<String> plain() {
    List<String> plain = new ArrayList<>(words);
    for (String option : List.of("--port", "--for")) {
      int at = plain.indexOf(option);
      if (at >= 0) {
        plain.subList(at, Math.min(plain.size(), at + 2)).clear();
      }
    }
    return plain;
  }
}
