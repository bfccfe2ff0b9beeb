package io.miniredis.server.command.generic;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;

/**
 * Waits until so many replicas have what this client wrote, and replies with how many have. There
 * are none, so that it waits for its timeout, in milliseconds, unless it asks for none; 0 is for
 * ever. In a transaction it replies at once.
 *
 * <p>Checked in this order: the number of replicas, the timeout.
 */
final class Wait implements Command {
  private static final Spec SPEC =
      Spec.command("WAIT", Group.GENERIC)
          .summary("Waits until replicas have what this connection wrote.")
          .usage("numreplicas timeout")
          .arity(3)
          .flags(Flag.BLOCKING)
          .acl(AclCategory.CONNECTION)
          .tips("request_policy:all_shards", "response_policy:agg_min")
          .since("3.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long replicas = call.longArg(1);
    long timeout = Timeout.millisArg(call, 2);
    if (replicas <= 0) {
      call.reply().integer(0);
    } else {
      call.waitForTime(timeout, OnTimeout.ZERO);
    }
  }
}
