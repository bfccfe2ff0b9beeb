package io.miniredis.server.command.server;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the number of keys in the database. */
final class DbSize implements Command {
  static final Spec SPEC =
      Spec.command("DBSIZE", Group.SERVER)
          .summary("Counts the keys of the database.")
          .usage("")
          .arity(1)
          .flags(Flag.FAST, Flag.READONLY)
          .acl(AclCategory.KEYSPACE)
          .locksAll()
          .tips("request_policy:all_shards", "response_policy:agg_sum")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(call.databases().size(call.database()));
  }
}
