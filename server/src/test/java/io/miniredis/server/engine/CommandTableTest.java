package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.miniredis.server.testing.TestLogs;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandTableTest {
  private static final List<Command> COMMANDS = List.of(new Named("ALPHA"), new Named("BETA"));

  @Test
  void findsNamesInAnyCase() {
    CommandTable table = new CommandTable(COMMANDS);
    assertThat(find(table, "aLpHa")).isEqualTo("ALPHA");
    assertThat(find(table, "alph")).isNull();
    assertThat(find(table, "alpha\0")).isNull();
  }

  @Test
  void refusesEqualNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CommandTable(List.of(new Named("A"), new Named("A"))));
  }

  @Test
  void renamesAndTakesAway() {
    CommandTable table = CommandTable.renamed(COMMANDS, Map.of("alpha", "Gamma", "beta", ""));
    assertThat(find(table, "gamma")).isEqualTo("ALPHA");
    assertThat(find(table, "alpha")).isNull();
    assertThat(find(table, "beta")).isNull();
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void renamesInTheOrderGiven() {
    Map<String, String> swap = new LinkedHashMap<>();
    swap.put("alpha", "x");
    swap.put("beta", "alpha");
    swap.put("x", "beta");
    CommandTable table = CommandTable.renamed(COMMANDS, swap);
    assertThat(find(table, "alpha")).isEqualTo("BETA");
    assertThat(find(table, "beta")).isEqualTo("ALPHA");
  }

  @Test
  void refusesANewNameThatIsInUse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandTable.renamed(COMMANDS, Map.of("alpha", "BETA")))
        .withMessage("rename-command alpha BETA: the new name is in use");
  }

  @Test
  void warnsOfCommandsThatItDoesNotHave() {
    CommandTable.renamed(COMMANDS, Map.of("nope", ""));
    assertThat(TestLogs.takeWarnings()).hasSize(1);
  }

  private static @Nullable String find(CommandTable table, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    CommandTable.Row row = table.find(bytes, 0, bytes.length);
    return row == null ? null : row.spec().name();
  }

  private record Named(String name) implements Command {
    @Override
    public Spec spec() {
      return Spec.command(name, Group.GENERIC).arity(1).build();
    }

    @Override
    public void execute(Call call) {
      call.reply().bulk(name);
    }
  }
}
