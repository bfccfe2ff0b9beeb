package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;

/**
 * Gives a job back that was taken and could not be done, and replies with where it is now: {@code
 * ready} behind the others, {@code delayed} for DELAY milliseconds or as long as the queue's
 * BACKOFF says, {@code dead} if it was delivered MAXDELIVERIES times, or if DEAD says so; {@code
 * dropped} if the queue was shut down at once. ERROR says why, for whoever looks at the job.
 *
 * <p>With RELEASE the job has not failed: it goes back as if it had never been delivered, to be the
 * next one that is taken. DELIVERY makes sure that the lease is still the one of that delivery.
 *
 * <p>Checked in this order: the options as they come, that the queue exists (NOQUEUE) and is one,
 * that the lease has not ended (NOTLEASED).
 */
final class QFail implements Command {
  private static final Spec SPEC =
      Spec.command("Q.FAIL", Group.QUEUE)
          .usage("key id [DELAY ms] [ERROR text] [DEAD | RELEASE] [DELIVERY n]")
          .arity(-3)
          .keys(KeySpec.readWrite(1, KeySpec.Use.UPDATE))
          .flags(Flag.WRITE, Flag.FAST)
          .followsLinks()
          .summary("Gives a job back to its queue, to be tried again or to be dead.")
          .since("1.0.0")
          .complexity("O(1), O(log N) in a queue of priorities")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    FailOptions options = FailOptions.parse(call);
    QueueValue queue = Queues.existing(call);
    QueueJob job = Leases.held(call, queue, 2, options.delivery);
    if (options.release) {
      queue.release(job);
      Told.of(call, 1, "RELEASE", job);
      reply(call, job);
      call.changed(1, QueueEvents.RELEASE);
      return;
    }
    if (options.error > 0) {
      queue.error(job, call.arg(options.error).toBytes());
      Told.error(call, job, call.arg(options.error));
    }
    if (options.dead || queue.isSpent(job)) {
      DeadLetters.die(call, queue, job, false);
      call.reply().simple("dead");
      call.changed(1, QueueEvents.FAIL);
      call.changed(1, QueueEvents.DEAD);
      return;
    }
    queue.countFailure(false);
    long delay = options.delay >= 0 ? options.delay : queue.options().backoff(job.deliveries());
    long now = call.ticks().now();
    queue.comeBack(job, delay == 0 ? now : call.ticks().after(delay), now);
    Told.of(call, "FAIL", job, delay > 0);
    reply(call, job);
    call.changed(1, QueueEvents.FAIL);
  }

  private static void reply(Call call, QueueJob job) {
    if (job.hasEnded()) {
      Jobs.ended(call, job);
      call.reply().simple("dropped");
    } else {
      call.reply().simple(job.state().label());
    }
  }
}
