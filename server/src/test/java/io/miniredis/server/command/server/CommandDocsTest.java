package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.command.Commands;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.testing.TestServer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommandDocsTest {
  @RegisterExtension final TestServer server = new TestServer();

  private String docs(String command) {
    return server.client().resp3().send("COMMAND", "DOCS", command);
  }

  @Test
  void tellsWhatVersionsHaveChanged() {
    assertThat(docs("GETDEL")).doesNotContain("history");
    assertThat(docs("BLPOP")).contains("history").contains("6.0.0 'The timeout may have a");
    assertThat(docs("SET")).contains("2.6.12 'Takes EX, PX, NX and XX.'", "7.0.0 'NX and GET");
  }

  @Test
  void tellsTheVersionThatArgumentsCameWith() {
    assertThat(docs("SET")).contains("token KEEPTTL since 6.0.0", "token EXAT since 6.2.0");
    assertThat(docs("LPOP")).contains("display_text count since 6.2.0");
  }

  /** A choice whose parts came together tells it once. */
  @Test
  void tellsTheVersionOfAWholeChoice() {
    assertThat(docs("EXPIRE")).contains("type oneof since 7.0.0").doesNotContain("XX since");
    assertThat(docs("ZADD")).contains("type oneof since 3.0.2", "type oneof since 6.2.0");
  }

  @Test
  void theArgumentsOfTheHistoryAreThoseOfTheUsage() {
    CommandHistory history = new CommandHistory();
    for (CommandTable.Row row : new CommandTable(Commands.all()).allRows()) {
      Spec spec = row.spec();
      List<String> words = Arrays.asList(spec.usage().split("[\\[\\]<>| ]+"));
      for (CommandHistory.Change change : history.of(spec.fullName())) {
        assertThat(words).as(spec.name()).containsAll(change.arguments());
      }
    }
  }
}
