package io.miniredis.server.command.server;

import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.KeyFinder;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** The keys of a command that is an argument of another, and is not run. */
final class FoundKeys {
  private static final CommandError NO_COMMAND = CommandError.of("ERR Invalid command specified");
  private static final CommandError NO_KEYS =
      CommandError.of("ERR The command has no key arguments");
  private static final CommandError WRONG_ARITY =
      CommandError.of("ERR Invalid number of arguments specified for command");
  private static final CommandError INVALID =
      CommandError.of("ERR Invalid arguments specified for command");

  private final Command command;
  private final Arguments args;
  private final KeyFinder finder = new KeyFinder();

  private FoundKeys(Command command, Arguments args) {
    this.command = command;
    this.args = args;
  }

  /**
   * Looks for keys in the command whose name is the argument {@code first}. Checked in this order:
   * that it exists, that it can have keys, the number of its arguments, that they are such that
   * keys can be found.
   */
  static FoundKeys in(Call call, int first) {
    Arguments args = call.from(first);
    CommandTable.Row row = find(call.engine().commands(), args);
    if (row == null) {
      throw NO_COMMAND;
    }
    Spec spec = row.spec();
    if (!spec.hasKeys()) {
      throw NO_KEYS;
    }
    if (!spec.acceptsCount(args.argc())) {
      throw WRONG_ARITY;
    }
    FoundKeys found = new FoundKeys(row.command(), args);
    found.finder.find(spec, args);
    if (found.count() == 0 && !spec.is(Flag.NO_MANDATORY_KEYS)) {
      throw INVALID;
    }
    return found;
  }

  private static CommandTable.@Nullable Row find(CommandTable table, Arguments args) {
    CommandTable.Row row = find(table, args.arg(0));
    if (row == null || row.subcommands() == null || args.argc() == 1) {
      return row;
    }
    return find(row.subcommands(), args.arg(1));
  }

  private static CommandTable.@Nullable Row find(CommandTable table, Slice name) {
    return table.find(name.array(), name.offset(), name.length());
  }

  int count() {
    return finder.fits() ? finder.count() : 0;
  }

  Slice key(int i) {
    return args.arg(finder.index(i));
  }

  /** What the command does to a key, given its options. */
  KeySpec use(int i) {
    KeySpec spec = finder.spec(i);
    return spec.uses().contains(KeySpec.Use.VARIABLE_FLAGS) ? command.use(spec, args) : spec;
  }
}
