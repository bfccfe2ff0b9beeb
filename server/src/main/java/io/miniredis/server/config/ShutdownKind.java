package io.miniredis.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words that SHUTDOWN takes: any of save or nosave, now, force; {@code default} is none of them.
 */
final class ShutdownKind extends Kind<List<String>> {
  private static final List<String> WORDS = List.of("default", "save", "nosave", "now", "force");

  @Override
  boolean manyArguments() {
    return true;
  }

  @Override
  List<String> parse(List<String> args, List<String> current) {
    List<String> given = args.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    if (given.isEmpty() || !WORDS.containsAll(given)) {
      throw new ConfigException(
          "argument(s) must be one of the following: " + String.join(", ", WORDS));
    }
    List<String> words = new ArrayList<>(WORDS.subList(1, WORDS.size()));
    words.retainAll(given);
    if (words.contains("save") && words.contains("nosave")) {
      throw new ConfigException("shutdown options SAVE and NOSAVE can't be used simultaneously");
    }
    return List.copyOf(words);
  }

  @Override
  String print(List<String> value) {
    return value.isEmpty() ? "default" : String.join(" ", value);
  }

  @Override
  List<List<String>> lines(List<String> value) {
    return List.of(value.isEmpty() ? List.of("default") : value);
  }

  @Override
  String describe() {
    return "default, or some of save, nosave, now, force";
  }
}
