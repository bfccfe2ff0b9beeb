package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Databases;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Removes every key of every database, as FLUSHDB does of one. */
final class FlushAll implements Command {
  static final Spec SPEC =
      Spec.command("FLUSHALL", Group.SERVER)
          .summary("Removes all keys of all databases.")
          .usage("[ASYNC | SYNC]")
          .arity(-1)
          .flags(Flag.WRITE)
          .acl(AclCategory.DANGEROUS, AclCategory.KEYSPACE)
          .locksAll()
          .tips("request_policy:all_shards", "response_policy:all_succeeded")
          .since("1.0.0")
          .complexity("O(1) for each database")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    FlushDb.checkMode(call);
    Databases databases = call.databases();
    for (int i = 0; i < databases.count(); i++) {
      databases.clear(i, call.now());
    }
    call.changedBeyondKeys();
    call.engine().tracking().flushed();
    call.reply().simple(Replies.OK);
  }
}
