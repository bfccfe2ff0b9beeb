package io.miniredis.server.config;

import java.util.List;

/** One word of a few, as text. */
final class ChoiceKind extends Kind<String> {
  private final List<String> choices;

  ChoiceKind(List<String> choices) {
    this.choices = choices;
  }

  @Override
  String parse(List<String> args, String current) {
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(args.get(0))) {
        return choice;
      }
    }
    throw new ConfigException(
        "argument(s) must be one of the following: " + String.join(", ", choices));
  }

  @Override
  String print(String value) {
    return value;
  }

  @Override
  String describe() {
    return String.join(", ", choices);
  }
}
