package io.miniredis.it.conformance;

import io.miniredis.it.conformance.CompatibilityNote.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/compatibility.md}, as the commands that the server has say it must be. */
final class CompatibilityDoc {
  /** A table of the file: a group of commands, as the table of facts calls it. */
  private record Section(String group, String title) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section("string", "Strings"),
          new Section("bitmap", "Bitmaps"),
          new Section("hyperloglog", "HyperLogLogs"),
          new Section("list", "Lists"),
          new Section("hash", "Hashes"),
          new Section("set", "Sets"),
          new Section("sorted-set", "Sorted sets"),
          new Section("geo", "Places"),
          new Section("stream", "Streams"),
          new Section("queue", "Queues"),
          new Section("generic", "Keys"),
          new Section("transactions", "Transactions"),
          new Section("pubsub", "Publish and subscribe"),
          new Section("connection", "Connections"),
          new Section("server", "The server"),
          new Section("scripting", "Scripts and functions"),
          new Section("cluster", "Cluster"));

  private static final String WORKS = "works";
  private static final String NOT_YET = "not yet";
  private static final String WILL_NOT = "will not";

  private final Set<String> there;
  private final List<CompatibilityNote> notes;

  /**
   * @param there the commands and subcommands of the server, as {@link CommandFacts} names them
   */
  CompatibilityDoc(Set<String> there, List<CompatibilityNote> notes) {
    this.there = there;
    this.notes = notes;
  }

  /** A command of the tables. */
  record Row(String name, String group, String since) {
    static Row of(String line) {
      String[] c = line.split("\t", -1);
      return new Row(c[0], c[1], c[2]);
    }

    /** The name as COMMAND LIST writes it. */
    String fullName() {
      return name.toLowerCase(Locale.ROOT).replace(' ', '|');
    }
  }

  String text() {
    return head()
        + SECTIONS.stream().map(this::overview).collect(Collectors.joining())
        + SECTIONS.stream().map(this::section).collect(Collectors.joining());
  }

  /** Groups of the tables of commands that no section of the file is about. */
  static Set<String> forgottenGroups() {
    Set<String> groups = rows().map(Row::group).collect(Collectors.toCollection(TreeSet::new));
    SECTIONS.forEach(section -> groups.remove(section.group()));
    return groups;
  }

  private String head() {
    List<Row> redis74 = Catalogue.redis74().stream().map(Row::of).toList();
    return """
    # Compatibility

    The server tells clients that it is Redis 7.4. Of the %d commands and subcommands of Redis 7.4, %d work; those of a newer
    Redis that are here stand in the same tables, with their version. What came after Redis 8.0 follows the documentation alone.
    [Queues](queue.md) are in no Redis.

    - **works**: with all options, errors and edge cases; replies are compared byte for byte with a real redis-server's by the
      [cases](../integration-tests/src/test/resources/conformance/README.md) and by random sequences of commands. Whatever differs
      on purpose stands beside it.
    - **not yet**: an unknown command, so far.
    - **will not**: on purpose, with the reason.

    Settings have [a table of their own](configuration.md). This file is generated from the table of commands in the server:
    `%s`

    ## What differs everywhere

    %s
    ## Overview

    | | works | not yet | will not |
    | --- | --- | --- | --- |
    """
        .formatted(
            redis74.size(),
            redis74.stream().filter(in(WORKS)).count(),
            CompatibilityDocTest.COMMAND,
            notes("*").map(note -> "- " + note.text() + "\n").collect(Collectors.joining()));
  }

  private String overview(Section section) {
    return "| [%s](#%s) | %d | %d | %d |\n"
        .formatted(
            section.title(),
            section.title().toLowerCase(Locale.ROOT).replace(' ', '-'),
            rows(section).filter(in(WORKS)).count(),
            rows(section).filter(in(NOT_YET)).count(),
            rows(section).filter(in(WILL_NOT)).count());
  }

  private String section(Section section) {
    return """

    ## %s

    | command | since | state | |
    | --- | --- | --- | --- |
    """
            .formatted(section.title())
        + rows(section).map(this::line).collect(Collectors.joining());
  }

  private String line(Row row) {
    return "| `%s` | %s | %s | %s|\n"
        .formatted(
            row.name(),
            row.since(),
            state(row),
            notes(row.name()).map(note -> remark(note) + " ").collect(Collectors.joining()));
  }

  private String state(Row row) {
    if (there.contains(row.fullName())) {
      return WORKS;
    }
    return notes(row.name()).anyMatch(note -> note.kind() == Kind.NEVER) ? WILL_NOT : NOT_YET;
  }

  private Predicate<Row> in(String state) {
    return row -> state(row).equals(state);
  }

  private static String remark(CompatibilityNote note) {
    return switch (note.kind()) {
      case DIFFERS -> "**Differs:** " + note.text();
      case NEWER -> "**Newer:** " + note.text();
      case PARTLY -> "**Not yet:** " + note.text();
      case NEVER -> note.text();
    };
  }

  private Stream<CompatibilityNote> notes(String command) {
    return notes.stream().filter(note -> note.command().equals(command));
  }

  private static Stream<Row> rows(Section section) {
    return rows().filter(row -> row.group().equals(section.group()));
  }

  /** All commands, by name. */
  private static Stream<Row> rows() {
    return Catalogue.rows().stream().map(Row::of).sorted(Comparator.comparing(Row::name));
  }
}
