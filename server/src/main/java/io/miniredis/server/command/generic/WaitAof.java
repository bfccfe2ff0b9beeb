package io.miniredis.server.command.generic;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;

/**
 * Waits until what this client wrote is on this server's disk and on those of so many replicas, and
 * replies with how many disks that is: here, and elsewhere. There are no replicas, so that it waits
 * for its timeout, in milliseconds, unless it asks for none; 0 is for ever. In a transaction it
 * replies at once.
 *
 * <p>Checked in this order: whether it is to wait for this server (0 or 1), the number of replicas,
 * the timeout, that this server keeps an append-only file if it is to wait for it.
 */
final class WaitAof implements Command {
  private static final Spec SPEC =
      Spec.command("WAITAOF", Group.GENERIC)
          .summary("Waits until what this connection wrote is on disk, here and at replicas.")
          .usage("numlocal numreplicas timeout")
          .arity(4)
          .flags(Flag.BLOCKING)
          .acl(AclCategory.CONNECTION)
          .tips("request_policy:all_shards", "response_policy:agg_min")
          .since("7.2.0")
          .complexity("O(1)")
          .build();

  private static final CommandError NOT_0_OR_1 =
      CommandError.of("ERR value is out of range, value must between 0 and 1");
  private static final CommandError NO_FILE =
      CommandError.of(
          "ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.");
  private static final OnTimeout NOWHERE =
      reply -> {
        reply.array(2);
        reply.integer(0);
        reply.integer(0);
      };

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long here = call.longArg(1);
    if (here != 0 && here != 1) {
      throw NOT_0_OR_1;
    }
    long replicas = call.longArg(2, 0, Long.MAX_VALUE, CommandError.MUST_BE_POSITIVE);
    long timeout = Timeout.millisArg(call, 3);
    if (here == 1) {
      throw NO_FILE;
    }
    if (replicas == 0) {
      NOWHERE.reply(call.reply());
    } else {
      call.waitForTime(timeout, NOWHERE);
    }
  }
}
