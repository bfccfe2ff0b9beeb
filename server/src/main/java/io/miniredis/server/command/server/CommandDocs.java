package io.miniredis.server.command.server;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Replies with the documentation of the commands named, or of all. Names that do not exist are left
 * out.
 */
final class CommandDocs implements Command {
  static final Spec SPEC =
      Spec.command("COMMAND DOCS", Group.SERVER)
          .summary("Tells the documentation of some commands, or of all.")
          .usage("[command-name [command-name ...]]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.STALE)
          .acl(AclCategory.CONNECTION)
          .tips("nondeterministic_output_order")
          .since("7.0.0")
          .complexity("O(N) for N commands")
          .build();

  private final CommandHistory history = new CommandHistory();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    CommandTable table = call.engine().commands();
    if (call.argc() == 2) {
      write(call.reply(), table.rows());
      return;
    }
    List<CommandTable.Row> rows = new ArrayList<>();
    for (int i = 2; i < call.argc(); i++) {
      CommandTable.Row row = table.find(call.arg(i).toString());
      if (row != null) {
        rows.add(row);
      }
    }
    write(call.reply(), rows);
  }

  private void write(ReplyWriter reply, Collection<CommandTable.Row> rows) {
    reply.map(rows.size());
    for (CommandTable.Row row : rows) {
      reply.bulk(row.spec().fullName());
      write(reply, row);
    }
  }

  private void write(ReplyWriter reply, CommandTable.Row row) {
    Spec spec = row.spec();
    CommandTable subcommands = row.subcommands();
    List<Argument> arguments = UsageParser.arguments(spec);
    long map = reply.beginMap();
    int facts = 4;
    text(reply, "summary", spec.summary());
    text(reply, "since", spec.since());
    text(reply, "group", spec.group().label());
    text(reply, "complexity", spec.complexity());
    if (!spec.deprecatedSince().isEmpty()) {
      reply.bulk("doc_flags");
      reply.set(1);
      reply.simple("deprecated");
      text(reply, "deprecated_since", spec.deprecatedSince());
      text(reply, "replaced_by", spec.replacement());
      facts += 3;
    }
    List<CommandHistory.Change> changes = history.of(spec.fullName());
    if (!changes.isEmpty()) {
      reply.bulk("history");
      reply.set(changes.size());
      for (CommandHistory.Change change : changes) {
        reply.array(2);
        reply.bulk(change.version());
        reply.bulk(change.text());
      }
      facts++;
    }
    if (!arguments.isEmpty()) {
      reply.bulk("arguments");
      write(reply, arguments, changes, "");
      facts++;
    }
    if (subcommands != null) {
      reply.bulk("subcommands");
      write(reply, subcommands.rows());
      facts++;
    }
    reply.endMap(map, facts);
  }

  private static void write(
      ReplyWriter reply,
      List<Argument> arguments,
      List<CommandHistory.Change> changes,
      String sinceOfAll) {
    reply.array(arguments.size());
    for (Argument argument : arguments) {
      write(reply, argument, changes, sinceOfAll);
    }
  }

  /**
   * @param sinceOfAll the version that the argument came with of which this one is a part
   */
  private static void write(
      ReplyWriter reply,
      Argument argument,
      List<CommandHistory.Change> changes,
      String sinceOfAll) {
    long map = reply.beginMap();
    int facts = 2;
    text(reply, "name", argument.name());
    text(reply, "type", argument.type().label());
    if (argument.arguments().isEmpty()) {
      text(reply, "display_text", argument.name());
      facts++;
    }
    if (argument.keySpec() >= 0) {
      reply.bulk("key_spec_index");
      reply.integer(argument.keySpec());
      facts++;
    }
    if (argument.token() != null) {
      text(reply, "token", argument.token());
      facts++;
    }
    String since = CommandHistory.since(changes, argument);
    if (!since.isEmpty() && !since.equals(sinceOfAll)) {
      text(reply, "since", since);
      facts++;
    }
    List<String> flags = flags(argument);
    if (!flags.isEmpty()) {
      reply.bulk("flags");
      reply.set(flags.size());
      flags.forEach(reply::simple);
      facts++;
    }
    if (!argument.arguments().isEmpty()) {
      reply.bulk("arguments");
      write(reply, argument.arguments(), changes, since);
      facts++;
    }
    reply.endMap(map, facts);
  }

  private static List<String> flags(Argument argument) {
    List<String> flags = new ArrayList<>();
    if (argument.optional()) {
      flags.add("optional");
    }
    if (argument.multiple()) {
      flags.add("multiple");
    }
    if (argument.multipleToken()) {
      flags.add("multiple_token");
    }
    return flags;
  }

  private static void text(ReplyWriter reply, String name, String value) {
    reply.bulk(name);
    reply.bulk(value);
  }
}
