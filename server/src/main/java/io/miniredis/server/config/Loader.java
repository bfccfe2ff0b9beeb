package io.miniredis.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes directives into values, one after the other. */
final class Loader {
  private final Values values;
  private final Set<Setting<?>> given = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  Loader(Values values) {
    this.values = values;
  }

  Values values() {
    return values;
  }

  List<String> warnings() {
    return warnings;
  }

  void take(Directive directive) {
    Setting<?> setting = Settings.find(directive.name());
    if (setting == null) {
      throw directive.refused("unknown setting '" + directive.name() + "'");
    }
    take(directive, setting);
  }

  private <T> void take(Directive directive, Setting<T> setting) {
    try {
      values.parse(setting, arguments(setting.kind(), directive.args()), !given.add(setting));
    } catch (ConfigException e) {
      throw directive.refused(shown(directive, setting) + ": " + e.getMessage());
    }
  }

  private static List<String> arguments(Kind<?> kind, List<String> args) {
    if (args.isEmpty() || args.size() > 1 && !kind.manyArguments()) {
      throw new ConfigException("wrong number of arguments");
    }
    return args.size() == 1 ? kind.arguments(args.get(0)) : args;
  }

  private static String shown(Directive directive, Setting<?> setting) {
    return setting.secret() || directive.args().isEmpty()
        ? setting.name()
        : setting.name() + " " + String.join(" ", directive.args());
  }
}
