package io.miniredis.server.command.generic;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.persistence.Persistence;

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
    Persistence persistence = Persistence.of(call.engine());
    if (here == 1 && !persistence.isAppending()) {
      throw NO_FILE;
    }
    if (here == 1 && (replicas == 0 || call.isNested())) {
      boolean there = call.slowly(() -> persistence.awaitDurable(call.isNested() ? 1 : timeout));
      reply(call.reply(), there ? 1 : 0);
    } else if (replicas == 0) {
      reply(call.reply(), 0);
    } else {
      call.waitForTime(timeout, reply -> reply(reply, durable(persistence, here)));
    }
  }

  /** Nobody waits here: the replicas are what was waited for. */
  private static int durable(Persistence persistence, long wanted) {
    return wanted == 1 && persistence.isDurable() ? 1 : 0;
  }

  private static void reply(ReplyWriter reply, int here) {
    reply.array(2);
    reply.integer(here);
    reply.integer(0);
  }
}
