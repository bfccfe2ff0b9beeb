package io.miniredis.server.command.server;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.GlobPattern;
import io.miniredis.server.value.Slice;
import java.util.List;
import java.util.function.Predicate;

/**
 * Replies with the names of all commands and subcommands, or of those that a filter lets through. A
 * category that does not exist has no commands, and neither has any module.
 */
final class CommandList implements Command {
  static final Spec SPEC =
      Spec.command("COMMAND LIST", Group.SERVER)
          .summary("Lists the names of commands.")
          .usage("[FILTERBY <MODULE module-name | ACLCAT category | PATTERN pattern>]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.STALE)
          .acl(AclCategory.CONNECTION)
          .tips("nondeterministic_output_order")
          .since("7.0.0")
          .complexity("O(N) for N commands")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Predicate<Spec> filter = filter(call);
    List<String> names =
        call.engine().commands().allRows().stream()
            .map(CommandTable.Row::spec)
            .filter(filter)
            .map(Spec::fullName)
            .toList();
    ReplyWriter reply = call.reply();
    reply.array(names.size());
    names.forEach(reply::bulk);
  }

  private static Predicate<Spec> filter(Call call) {
    if (call.argc() == 2) {
      return spec -> true;
    }
    if (call.argc() == 5 && call.argIs(2, "FILTERBY")) {
      Slice wanted = call.arg(4);
      if (call.argIs(3, "MODULE")) {
        return spec -> false;
      }
      if (call.argIs(3, "ACLCAT")) {
        return spec -> spec.categories().stream().anyMatch(c -> wanted.is(c.name()));
      }
      if (call.argIs(3, "PATTERN")) {
        return spec -> matches(wanted, Slice.of(spec.fullName()));
      }
    }
    throw CommandError.SYNTAX;
  }

  private static boolean matches(Slice pattern, Slice name) {
    return GlobPattern.matches(
        pattern.array(),
        pattern.offset(),
        pattern.length(),
        name.array(),
        name.offset(),
        name.length(),
        true);
  }
}
