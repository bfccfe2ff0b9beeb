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
 * Exchanges the keys of two databases: every client sees the other database's at once.
 *
 * <p>Checked in this order: that both are numbers of 32 bits, that both databases exist.
 */
final class SwapDb implements Command {
  static final Spec SPEC =
      Spec.command("SWAPDB", Group.SERVER)
          .summary("Exchanges the keys of two databases.")
          .usage("index1 index2")
          .arity(3)
          .flags(Flag.FAST, Flag.WRITE)
          .acl(AclCategory.DANGEROUS, AclCategory.KEYSPACE)
          .locksAll()
          .since("4.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError INVALID_FIRST = CommandError.of("ERR invalid first DB index");
  private static final CommandError INVALID_SECOND = CommandError.of("ERR invalid second DB index");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.longArg(1, Integer.MIN_VALUE, Integer.MAX_VALUE, INVALID_FIRST);
    call.longArg(2, Integer.MIN_VALUE, Integer.MAX_VALUE, INVALID_SECOND);
    int first = call.databaseArg(1);
    int second = call.databaseArg(2);
    if (first != second) {
      call.databases().swap(first, second, call.now());
      call.changedBeyondKeys();
    }
    call.reply().simple(Replies.OK);
  }
}
