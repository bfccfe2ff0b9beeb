package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Asks our server what commands it has, and holds that against {@code commands.tsv}, against {@code
 * commands-newer.tsv} for what came after Redis 7.4, against {@code commands-own.tsv} for what no
 * Redis has, and against the case files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogueTest {
  private TestServer server;
  private final Map<String, CommandFacts> registered = new TreeMap<>();
  private final Map<String, String> since = new TreeMap<>();

  @BeforeAll
  void askTheServer() throws IOException {
    server = ServerPair.startOurs();
    try (Wire wire = new Wire(server.port())) {
      registered.putAll(Catalogue.of(wire));
      for (Map.Entry<String, CommandFacts> command : registered.entrySet()) {
        since.put(command.getKey(), since(wire, command.getKey()));
      }
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** What COMMAND DOCS says; a subcommand's document stands inside its container's. */
  private static String since(Wire wire, String name) throws IOException {
    String container = name.split("\\|")[0];
    List<Reply> docs = wire.call("COMMAND", "DOCS", container).reply().list();
    Map<String, String> found = new HashMap<>();
    collectSince(docs, found);
    return found.getOrDefault(name, "(no COMMAND DOCS)");
  }

  private static void collectSince(List<Reply> docs, Map<String, String> found) {
    for (int i = 0; i + 1 < docs.size(); i += 2) {
      List<Reply> doc = docs.get(i + 1).list();
      for (int j = 0; j + 1 < doc.size(); j += 2) {
        if (doc.get(j).string().equals("since")) {
          found.put(docs.get(i).string(), doc.get(j + 1).string());
        } else if (doc.get(j).string().equals("subcommands")) {
          collectSince(doc.get(j + 1).list(), found);
        }
      }
    }
  }

  @Test
  void everyCommandHasTheMetadataOfTheTable() {
    Map<String, CommandFacts> table =
        Catalogue.rows().stream()
            .collect(Collectors.toMap(row -> CommandFacts.ofRow(row).name(), CommandFacts::ofRow));
    List<String> wrong = new ArrayList<>();
    registered.forEach(
        (name, facts) -> {
          if (!facts.equals(table.get(name))) {
            wrong.add(name + "\n  ours : " + facts + "\n  table: " + table.get(name));
          }
        });
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }

  @Test
  void everyCommandTellsTheVersionOfTheTable() {
    Map<String, String> table =
        Catalogue.rows().stream()
            .collect(
                Collectors.toMap(row -> CommandFacts.ofRow(row).name(), row -> row.split("\t")[2]));
    List<String> wrong = new ArrayList<>();
    since.forEach(
        (name, version) -> {
          if (!version.equals(table.get(name))) {
            wrong.add(name + ": ours " + version + ", table " + table.get(name));
          }
        });
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }

  @Test
  void everyCommandHasACase() {
    Set<String> lacking = new TreeSet<>(registered.keySet());
    lacking.removeAll(commandsOfTheCases());
    assertThat(lacking).as("commands without a case").isEmpty();
  }

  private static Set<String> commandsOfTheCases() {
    Set<String> out = new TreeSet<>();
    CaseFiles.all().values().stream()
        .flatMap(List::stream)
        .flatMap(test -> test.steps().stream())
        .forEach(
            step -> {
              List<String> words =
                  switch (step) {
                    case Step.Command command -> command.words();
                    case Step.Send send -> send.words();
                    case Step.Waits waits -> waits.words();
                    default -> List.of();
                  };
              if (!words.isEmpty()) {
                out.add(words.get(0).toLowerCase(Locale.ROOT));
                out.add(
                    words.stream()
                        .limit(2)
                        .collect(Collectors.joining("|"))
                        .toLowerCase(Locale.ROOT));
              }
            });
    return out;
  }
}
