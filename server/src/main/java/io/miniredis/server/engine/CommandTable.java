package io.miniredis.server.engine;

import io.miniredis.server.config.RawText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands by name, found by the bytes of the name in any case, without an object. Built once;
 * immutable.
 */
public final class CommandTable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandTable.class);

  /** A command in the table, with the facts that the dispatcher reads laid open. */
  public static final class Row {
    private final Command command;
    private final Spec spec;
    private final int id;
    private final byte[] name;
    private final @Nullable CommandTable subcommands;

    private Row(String name, Command command, int id, @Nullable CommandTable subcommands) {
      this.command = command;
      this.spec = command.spec();
      this.id = id;
      this.subcommands = subcommands;
      this.name = RawText.encode(name);
    }

    public Command command() {
      return command;
    }

    public Spec spec() {
      return spec;
    }

    /** From 0, in order of registration: the index of the command's counters. */
    public int id() {
      return id;
    }

    /** Whether it is found by this name. */
    boolean isNamed(byte[] a, int offset, int length) {
      return equal(name, a, offset, length);
    }

    /** The subcommands if this is a container such as CONFIG. */
    public @Nullable CommandTable subcommands() {
      return subcommands;
    }
  }

  /** A command that has subcommands. */
  public interface Container extends Command {
    List<Command> subcommands();

    /** Runs when no subcommand is given; most containers' arity forbids that. */
    @Override
    default void execute(Call call) {
      throw CommandError.of(
          "ERR wrong number of arguments for '" + spec().fullName() + "' command");
    }
  }

  private static final class Ids {
    int next;
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final @Nullable Row[] buckets;
  private final int mask;
  private final int count;

  /** A table of these commands, which must have different names. */
  public CommandTable(Collection<Command> commands) {
    this(named(commands), new Ids());
  }

  /**
   * A table of these commands, some under other names; they still say their own name of themselves.
   *
   * @param renamed the name in lower case, and the name to use instead; nothing: the command is
   *     left out
   * @throws IllegalArgumentException if a new name is in use already
   */
  public static CommandTable renamed(Collection<Command> commands, Map<String, String> renamed) {
    Map<String, Command> named = named(commands);
    renamed.forEach((from, to) -> rename(named, from, to));
    return new CommandTable(named, new Ids());
  }

  private static void rename(Map<String, Command> named, String from, String to) {
    Command command = named.remove(from);
    if (command == null) {
      LOG.warn("rename-command {}: there is no such command", from);
    } else if (!to.isEmpty() && named.putIfAbsent(to.toLowerCase(Locale.ROOT), command) != null) {
      throw new IllegalArgumentException(
          "rename-command " + from + " " + to + ": the new name is in use");
    }
  }

  private static Map<String, Command> named(Collection<Command> commands) {
    Map<String, Command> named = new LinkedHashMap<>();
    for (Command command : commands) {
      String full = command.spec().name();
      String own = full.substring(full.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
      if (named.put(own, command) != null) {
        throw new IllegalArgumentException("two commands are named " + full);
      }
    }
    return named;
  }

  private CommandTable(Map<String, Command> commands, Ids ids) {
    int capacity = Integer.highestOneBit(Math.max(4, commands.size() * 4 - 1)) << 1;
    buckets = new Row[capacity];
    mask = capacity - 1;
    for (Map.Entry<String, Command> each : commands.entrySet()) {
      int id = ids.next++;
      Command command = each.getValue();
      CommandTable subcommands =
          command instanceof Container c ? new CommandTable(named(c.subcommands()), ids) : null;
      Row row = new Row(each.getKey(), command, id, subcommands);
      rows.put(each.getKey(), row);
      int i = hash(row.name, 0, row.name.length) & mask;
      while (buckets[i] != null) {
        i = (i + 1) & mask;
      }
      buckets[i] = row;
    }
    count = ids.next;
  }

  /** The command with this name in any case, or null. */
  public @Nullable Row find(byte[] a, int offset, int length) {
    int i = hash(a, offset, length) & mask;
    while (true) {
      Row row = buckets[i];
      if (row == null || equal(row.name, a, offset, length)) {
        return row;
      }
      i = (i + 1) & mask;
    }
  }

  /** The command or subcommand of these arguments, the name first; or null. */
  public @Nullable Row find(Arguments command) {
    Row row = find(command.buffer(), command.offset(0), command.length(0));
    return row == null || row.subcommands == null || command.argc() == 1
        ? row
        : row.subcommands.find(command.buffer(), command.offset(1), command.length(1));
  }

  /** The command or subcommand with this full name ({@code get}, {@code config|get}), or null. */
  public @Nullable Row find(String fullName) {
    int bar = fullName.indexOf('|');
    Row row = rows.get((bar < 0 ? fullName : fullName.substring(0, bar)).toLowerCase(Locale.ROOT));
    if (bar < 0 || row == null) {
      return row;
    }
    return row.subcommands == null ? null : row.subcommands.find(fullName.substring(bar + 1));
  }

  /** The commands in order of registration, without subcommands. */
  public Collection<Row> rows() {
    return rows.values();
  }

  /** The commands and subcommands in order of registration: ids count up from 0. */
  public List<Row> allRows() {
    List<Row> all = new ArrayList<>();
    for (Row row : rows.values()) {
      all.add(row);
      if (row.subcommands != null) {
        all.addAll(row.subcommands.allRows());
      }
    }
    return all;
  }

  public int size() {
    return rows.size();
  }

  /** The number of commands and subcommands. */
  int count() {
    return count;
  }

  private static int hash(byte[] a, int offset, int length) {
    int h = length;
    for (int i = offset; i < offset + length; i++) {
      h = h * 31 + (a[i] | 0x20);
    }
    return h ^ (h >>> 15);
  }

  private static boolean equal(byte[] lower, byte[] a, int offset, int length) {
    if (lower.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      int b = a[offset + i];
      if (b >= 'A' && b <= 'Z') {
        b += 'a' - 'A';
      }
      if (b != lower[i]) {
        return false;
      }
    }
    return true;
  }
}
