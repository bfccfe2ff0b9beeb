package io.miniredis.server.config;

import io.miniredis.server.config.Config.Pair;
import io.miniredis.server.value.GlobPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds settings for {@code CONFIG GET}. A text without *, ? and [ is a name: its setting is shown
 * under that name just as the client wrote it. Patterns show names in alphabetical order.
 */
final class ConfigGet {
  private ConfigGet() {}

  static List<Pair> match(Values values, List<String> patterns) {
    List<Pair> found = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    for (String pattern : patterns) {
      for (String name : names(pattern)) {
        Setting<?> setting = Settings.find(name);
        if (setting != null && shown.add(name.toLowerCase(Locale.ROOT))) {
          found.add(new Pair(name, values.text(setting)));
        }
      }
    }
    return found;
  }

  private static List<String> names(String pattern) {
    if (!isPattern(pattern)) {
      return List.of(pattern);
    }
    return Settings.all().stream()
        .filter(setting -> !setting.hidden())
        .flatMap(setting -> Stream.concat(Stream.of(setting.name()), setting.aliases().stream()))
        .filter(name -> matches(RawText.encode(pattern), RawText.encode(name)))
        .sorted()
        .toList();
  }

  private static boolean matches(byte[] pattern, byte[] name) {
    return GlobPattern.matches(pattern, 0, pattern.length, name, 0, name.length, true);
  }

  private static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }
}
