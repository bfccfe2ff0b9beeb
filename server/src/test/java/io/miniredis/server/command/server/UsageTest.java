package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.command.Commands;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every command says of its usage holds together with what else it says. */
class UsageTest {
  @Test
  void fitsTheArity() {
    List<String> wrong = new ArrayList<>();
    for (Spec spec : specs()) {
      List<Argument> arguments = UsageParser.arguments(spec);
      int least = least(arguments) + (spec.isSubcommand() ? 2 : 1);
      boolean open = arguments.stream().anyMatch(UsageTest::isOpen);
      boolean fits = spec.arity() == (open ? -least : least);
      if (!fits && !spec.usage().isEmpty()) {
        wrong.add(
            spec.name() + " " + spec.usage() + ": arity " + spec.arity() + ", usage " + least);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void namesTheKeys() {
    List<String> wrong = new ArrayList<>();
    for (Spec spec : specs()) {
      long specs = spec.keys().stream().filter(UsageTest::isNamed).count();
      if (specs > keySpecs(UsageParser.arguments(spec))) {
        wrong.add(spec.name() + " " + spec.usage() + ": has " + specs + " key specifications");
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Keys made from patterns (SORT) stand nowhere in the usage. */
  private static boolean isNamed(KeySpec key) {
    return key.isKey() && key.begin() != KeySpec.Begin.UNKNOWN;
  }

  private static int keySpecs(List<Argument> arguments) {
    return arguments.stream()
        .mapToInt(a -> Math.max(a.keySpec() + 1, keySpecs(a.arguments())))
        .max()
        .orElse(0);
  }

  private static boolean isOpen(Argument argument) {
    return argument.optional()
        || argument.multiple()
        || argument.arguments().stream().anyMatch(UsageTest::isOpen)
        || (argument.type() == Argument.Type.ONEOF
            && argument.arguments().stream().mapToInt(UsageTest::least).distinct().count() > 1);
  }

  private static int least(List<Argument> arguments) {
    return arguments.stream().mapToInt(UsageTest::least).sum();
  }

  private static int least(Argument argument) {
    if (argument.optional()) {
      return 0;
    }
    int token = argument.token() == null ? 0 : 1;
    return token
        + switch (argument.type()) {
          case PURE_TOKEN -> 0;
          case ONEOF -> argument.arguments().stream().mapToInt(UsageTest::least).min().orElse(0);
          case BLOCK -> Math.max(1, least(argument.arguments())); // of options alone: one is needed
          default -> 1;
        };
  }

  private static List<Spec> specs() {
    return new CommandTable(Commands.all())
        .allRows().stream().map(CommandTable.Row::command).map(Command::spec).toList();
  }
}
