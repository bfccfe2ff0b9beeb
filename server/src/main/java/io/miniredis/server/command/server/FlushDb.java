package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Removes every key of the database. The memory is the garbage collector's to free, so ASYNC and
 * SYNC are one.
 */
final class FlushDb implements Command {
  static final Spec SPEC =
      Spec.command("FLUSHDB", Group.SERVER)
          .summary("Removes all keys of the database.")
          .usage("[ASYNC | SYNC]")
          .arity(-1)
          .flags(Flag.WRITE)
          .acl(AclCategory.DANGEROUS, AclCategory.KEYSPACE)
          .locksAll()
          .tips("request_policy:all_shards", "response_policy:all_succeeded")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    checkMode(call);
    call.databases().clear(call.database(), call.now());
    call.changedBeyondKeys();
    call.engine().tracking().flushed();
    call.reply().simple(Replies.OK);
  }

  /** Refuses anything but ASYNC or SYNC alone. */
  static void checkMode(Call call) {
    boolean valid =
        call.argc() == 1 || (call.argc() == 2 && (call.argIs(1, "ASYNC") || call.argIs(1, "SYNC")));
    if (!valid) {
      throw CommandError.SYNTAX;
    }
  }
}
