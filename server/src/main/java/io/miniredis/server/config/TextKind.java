package io.miniredis.server.config;

import java.util.List;
import java.util.function.UnaryOperator;

/** Any text; a rule may refuse some, by throwing, or tidy it. */
final class TextKind extends Kind<String> {
  private final String what;
  private final UnaryOperator<String> rule;

  TextKind(String what, UnaryOperator<String> rule) {
    this.what = what;
    this.rule = rule;
  }

  @Override
  String parse(List<String> args, String current) {
    return rule.apply(args.get(0));
  }

  @Override
  String print(String value) {
    return value;
  }

  @Override
  String describe() {
    return what;
  }
}
