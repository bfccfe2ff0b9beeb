package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.it.conformance.CompatibilityNote.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The table of what works is what the server has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompatibilityDocTest {
  /** Has this test write the file, and its like, instead of comparing it. */
  static final String COMMAND = "docs/regenerate";

  private final List<CompatibilityNote> notes = CompatibilityNote.all();
  private Set<String> there = Set.of();

  @BeforeAll
  void askTheServer() throws IOException {
    try (TestServer server = ServerPair.startOurs();
        Wire wire = new Wire(server.port())) {
      there = Set.copyOf(Catalogue.of(wire).keySet());
    }
  }

  @Test
  void theDocumentationIsUpToDate() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path file =
        (here.endsWith("integration-tests") ? here.resolveSibling("docs") : here.resolve("docs"))
            .resolve("compatibility.md");
    String text = new CompatibilityDoc(there, notes).text();
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(file, text);
    }
    assertThat(file).as("stale, run %s", COMMAND).exists().content().isEqualTo(text);
  }

  @Test
  void everyGroupHasASection() {
    assertThat(CompatibilityDoc.forgottenGroups()).isEmpty();
  }

  @Test
  void notesAreAboutCommandsThatThereAre() {
    Set<String> known =
        Catalogue.rows().stream().map(line -> line.split("\t")[0]).collect(Collectors.toSet());
    assertThat(notes)
        .extracting(CompatibilityNote::command)
        .allMatch(name -> name.equals("*") || known.contains(name));
  }

  @Test
  void notesStandInTheOrderOfTheirCommands() {
    assertThat(notes).extracting(CompatibilityNote::command).isSorted();
  }

  @Test
  void whatWillNotComeIsNotThere() {
    assertThat(notes)
        .filteredOn(note -> note.kind() == Kind.NEVER)
        .extracting(note -> note.command().toLowerCase(Locale.ROOT).replace(' ', '|'))
        .doesNotContainAnyElementsOf(there);
  }

  @Test
  void whatOnlyDiffersIsThere() {
    assertThat(notes)
        .filteredOn(note -> note.kind() != Kind.NEVER && !note.command().equals("*"))
        .extracting(note -> note.command().toLowerCase(Locale.ROOT).replace(' ', '|'))
        .isSubsetOf(there);
  }

  @Test
  void everyCaseThatDiffersHasANote() {
    assertThat(filesOfCases(test -> !test.differs().isEmpty())).isSubsetOf(noted(Kind.DIFFERS));
  }

  @Test
  void everyOptionOfANewerRedisHasANote() {
    Set<String> newer = names(Catalogue.newer());
    newer.addAll(names(Catalogue.own()));
    Set<String> options =
        filesOfCases(
            test ->
                !test.since().isEmpty()
                    && Case.compare("7.4", test.since()) < 0
                    && Collections.disjoint(commands(test), newer));
    options.removeAll(newer);
    assertThat(options).isSubsetOf(noted(Kind.NEWER));
  }

  private static Set<String> names(List<String> rows) {
    return rows.stream()
        .map(line -> line.split("\t")[0].toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** The first words of what a case sends. */
  private static Set<String> commands(Case test) {
    return test.steps().stream()
        .filter(Step.Command.class::isInstance)
        .map(step -> ((Step.Command) step).words().get(0).toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private Set<String> noted(Kind kind) {
    return notes.stream()
        .filter(note -> note.kind() == kind)
        .map(note -> note.command().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** The names, without the group's, of the files that have such a case: {@code set}. */
  private static Set<String> filesOfCases(Predicate<Case> which) {
    return CaseFiles.all().values().stream()
        .flatMap(List::stream)
        .filter(which)
        .map(test -> test.file().substring(test.file().indexOf('/') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
