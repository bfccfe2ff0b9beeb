package io.miniredis.server.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/configuration.md}, as the table of settings says it must be. */
final class ConfigurationDoc {
  private ConfigurationDoc() {}

  static String text() {
    return """
    # Configuration

    A `redis.conf` of a real Redis is read as it is, and every setting may stand on the command line:
    `mini-redis redis.conf --port 7000 --save ""`. What the command line says counts more than the file.
    `CONFIG GET`, `CONFIG SET` and `CONFIG REWRITE` work on the same table.

    - **At run time**: whether `CONFIG SET` can change the setting; *guarded* ones ask for
      `enable-protected-configs`.
    - **Works**: a setting that does not work yet is accepted, and a start that asks for it logs one line
      about it.
    - Units of bytes: `k`, `m`, `g` are thousands, `kb`, `mb`, `gb` are 1024.
    - `rename-command` and `include` are understood too; `user`, `loadmodule` and `sentinel` are refused.

    This file is generated from the table in the server: `%s`
    """
            .formatted(ConfigurationDocTest.COMMAND)
        + Stream.of(Group.values()).map(ConfigurationDoc::section).collect(Collectors.joining());
  }

  private static String section(Group group) {
    List<Setting<?>> settings =
        Settings.all().stream()
            .filter(setting -> setting.group() == group && !setting.hidden())
            .toList();
    return settings.stream()
        .map(ConfigurationDoc::row)
        .collect(
            Collectors.joining(
                "",
                """

                ## %s

                | setting | default | takes | at run time | works | what it does |
                | --- | --- | --- | --- | --- | --- |
                """
                    .formatted(group.title()),
                ""));
  }

  private static String row(Setting<?> setting) {
    String names =
        Stream.concat(Stream.of("`" + setting.name() + "`"), setting.aliases().stream())
            .collect(Collectors.joining(", also "));
    String runTime =
        !setting.mutable() ? "no" : setting.has(Setting.Trait.PROTECTED) ? "guarded" : "yes";
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            names,
            setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`",
            escaped(setting.takes()),
            runTime,
            setting.effective() ? "yes" : "no",
            escaped(setting.doc()));
  }

  private static String escaped(String text) {
    return text.replace("*", "\\*").replace("|", "\\|").replace("<", "&lt;");
  }
}
