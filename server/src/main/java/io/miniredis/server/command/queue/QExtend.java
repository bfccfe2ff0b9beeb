package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;

/**
 * Has the lease of a job end so many milliseconds from now, whenever it would have ended, and
 * replies with these. DELIVERY makes sure that the lease is still the one of that delivery.
 *
 * <p>Checked in this order: the milliseconds, the options, that the queue exists (NOQUEUE) and is
 * one, that the lease has not ended (NOTLEASED).
 */
final class QExtend implements Command {
  private static final Spec SPEC =
      Spec.command("Q.EXTEND", Group.QUEUE)
          .usage("key id ms [DELIVERY n]")
          .arity(-4)
          .keys(KeySpec.readWrite(1, KeySpec.Use.UPDATE))
          .flags(Flag.WRITE, Flag.FAST)
          .summary("Prolongs the lease of a job.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final int DELIVERY = 4;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long millis = Bounds.millis(call, 3, 1);
    boolean fenced = call.argc() == DELIVERY + 2 && call.argIs(DELIVERY, "DELIVERY");
    if (call.argc() > DELIVERY && !fenced) {
      throw CommandError.SYNTAX;
    }
    if (fenced) {
      call.longArg(DELIVERY + 1);
    }
    QueueValue queue = Queues.existing(call);
    QueueJob job = Leases.held(call, queue, 2, fenced ? DELIVERY + 1 : 0);
    queue.extend(job, call.ticks().after(millis), call.ticks().now());
    Told.of(call, "EXTEND", job, true);
    call.reply().integer(millis);
    call.changed(1, QueueEvents.EXTEND);
  }
}
