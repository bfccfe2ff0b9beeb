package io.miniredis.server.command.acl;

import io.miniredis.server.acl.Catalog;
import io.miniredis.server.command.ContainerErrors;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.BitSet;
import java.util.Locale;

/** Replies with the names of all categories of commands, or of the commands of one. */
final class AclCat implements Command {
  static final Spec SPEC =
      Spec.command("ACL CAT", Group.SERVER)
          .summary("Lists the categories of commands, or the commands of one.")
          .usage("[category]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(1), or O(N) where N is the number of commands")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Catalog catalog = call.engine().users().catalog();
    if (call.argc() > 3) {
      throw ContainerErrors.arguments(call);
    }
    if (call.argc() == 2) {
      call.reply().array(catalog.categories().size());
      catalog.categories().forEach(call.reply()::bulk);
      return;
    }
    BitSet ids = catalog.category(call.arg(2).toString().toLowerCase(Locale.ROOT));
    if (ids == null) {
      throw CommandError.of("ERR Unknown category '" + call.arg(2) + "'");
    }
    call.reply().array(ids.cardinality());
    for (CommandTable.Row row : call.engine().commands().allRows()) {
      if (ids.get(row.id())) {
        call.reply().bulk(row.spec().fullName());
      }
    }
  }
}
