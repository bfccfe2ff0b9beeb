package io.miniredis.server.config;

import java.util.List;
import java.util.function.UnaryOperator;

/** Any number of words; a rule may refuse some, by throwing, or tidy them. */
final class WordsKind extends Kind<List<String>> {
  private final String what;
  private final UnaryOperator<List<String>> rule;

  WordsKind(String what, UnaryOperator<List<String>> rule) {
    this.what = what;
    this.rule = rule;
  }

  @Override
  boolean manyArguments() {
    return true;
  }

  @Override
  List<String> parse(List<String> args, List<String> current) {
    boolean none = args.size() == 1 && args.get(0).isEmpty();
    return List.copyOf(rule.apply(none ? List.of() : args));
  }

  @Override
  String print(List<String> value) {
    return String.join(" ", value);
  }

  @Override
  List<List<String>> lines(List<String> value) {
    return List.of(value.isEmpty() ? List.of("") : value);
  }

  @Override
  String describe() {
    return what;
  }
}
