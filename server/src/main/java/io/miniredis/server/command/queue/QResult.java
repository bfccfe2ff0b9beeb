package io.miniredis.server.command.queue;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;

/**
 * Replies with the result that Q.DONE gave of a job; while the job is not done it waits. Nil when
 * the timeout, in milliseconds, has passed (without one, or with 0, it waits for ever), when the
 * job was done without a result, and when there is no such job, or its result is not kept any more.
 * With NOWAIT, in a transaction and from a script it does not wait.
 *
 * <p>Checked in this order: the options, whether the queue went while the client waited (NOQUEUE),
 * that it exists (NOQUEUE) and is one, that the job is not dead (JOBDEAD, with what was said when
 * it failed).
 */
final class QResult implements Command {
  private static final Spec SPEC =
      Spec.command("Q.RESULT", Group.QUEUE)
          .usage("key id [TIMEOUT ms | NOWAIT]")
          .arity(-3)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY, Flag.BLOCKING, Flag.FAST)
          .summary("Gives the result of a job; waits until it is done.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean noWait = call.argc() == 4 && call.argIs(3, "NOWAIT");
    boolean timed = call.argc() == 5 && call.argIs(3, "TIMEOUT");
    if (call.argc() > 3 && !noWait && !timed) {
      throw CommandError.SYNTAX;
    }
    long timeout = timed ? Timeout.millisArg(call, 4) : 0;
    QueueValue queue = Queues.existingOrGone(call);
    Slice id = call.arg(2);
    Slice result = queue.result(id, call.ticks().now(), call.scratch());
    QueueJob job = queue.find(id);
    if (result != null) {
      Jobs.bulk(call.reply(), result);
    } else if (job != null && job.state() == JobState.DEAD) {
      byte[] error = job.error();
      throw CommandError.of(
          "JOBDEAD the job is dead" + (error == null ? "" : ": " + Slice.of(error)));
    } else if (job == null || noWait) {
      call.reply().nil();
    } else {
      call.waitForPart(1, id.toBytes(), QueueValue.TYPE, QueueValue.RESULT, timeout, OnTimeout.NIL);
    }
  }
}
