package io.miniredis.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes directives into values, one after the other. */
final class Loader {
  private final Values values;
  private final Map<Setting<?>, Directive> given = new LinkedHashMap<>();
  private final Map<String, String> renamed = new LinkedHashMap<>();
  private final List<Directive> users = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Loader(Values values) {
    this.values = values;
  }

  Values values() {
    return values;
  }

  /** The directives that make users. */
  List<Directive> users() {
    return users;
  }

  /** The commands that get another name, and that name; empty where a command is taken away. */
  Map<String, String> renamed() {
    return renamed;
  }

  /** What was accepted and does nothing, a line each. */
  List<String> warnings() {
    List<String> lines = new ArrayList<>(warnings);
    given.forEach(
        (setting, directive) -> {
          if (values.withoutEffect(setting)) {
            lines.add(warning(directive, "is accepted but has no effect"));
          }
        });
    return lines;
  }

  void take(Directive directive) {
    Setting<?> setting = Settings.find(directive.name());
    if (setting == null) {
      takeOther(directive);
    } else {
      take(directive, setting);
    }
  }

  private void takeOther(Directive directive) {
    switch (directive.name()) {
      case "rename-command" -> rename(directive);
      case "list-max-ziplist-entries", "list-max-ziplist-value", "lua-replicate-commands" ->
          warnings.add(warning(directive, "is an old setting and has no effect"));
      case "user" -> users.add(directive);
      case "loadmodule" -> throw unsupported(directive, "modules are not supported");
      case "sentinel" -> throw unsupported(directive, "this server is no sentinel");
      default -> throw directive.refused("unknown setting '" + directive.shownName() + "'");
    }
  }

  private static ConfigException unsupported(Directive directive, String why) {
    return directive.refused(directive.shownName() + ": " + why);
  }

  private void rename(Directive directive) {
    if (directive.args().size() != 2) {
      throw directive.refusedAsIs("wrong number of arguments");
    }
    renamed.put(
        directive.args().get(0).toLowerCase(java.util.Locale.ROOT), directive.args().get(1));
  }

  private void take(Directive directive, Setting<?> setting) {
    try {
      List<String> args = arguments(setting.kind(), directive.args());
      values.parse(setting, args, given.put(setting, directive) != null);
    } catch (ConfigException e) {
      String why = e.getMessage();
      throw setting.secret() || directive.args().isEmpty()
          ? directive.refused(directive.shownName() + ": " + why)
          : directive.refusedAsIs(String.valueOf(why));
    }
  }

  private static List<String> arguments(Kind<?> kind, List<String> args) {
    if (args.isEmpty() || args.size() > 1 && !kind.manyArguments()) {
      throw new ConfigException("wrong number of arguments");
    }
    return args.size() == 1 ? kind.arguments(args.get(0)) : args;
  }

  private static String warning(Directive directive, String what) {
    String line = directive.shownName() + " " + what;
    return directive.where().isEmpty() ? line : directive.where() + ": " + line;
  }
}
