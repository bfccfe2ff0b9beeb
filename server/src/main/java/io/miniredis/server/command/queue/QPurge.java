package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueValue;

/**
 * Removes the jobs in a state; without one all that nobody has: those that are ready, delayed or
 * dead. Replies with how many. Who has one of those that were leased is told when he ends it
 * (NOTLEASED). 0 if the key does not exist.
 *
 * <p>Checked in this order: the option, the key's type.
 */
final class QPurge implements Command {
  private static final Spec SPEC =
      Spec.command("Q.PURGE", Group.QUEUE)
          .usage("key [STATE <READY | DELAYED | LEASED | DEAD>]")
          .arity(-2)
          .keys(KeySpec.readWrite(1, KeySpec.Use.DELETE))
          .flags(Flag.WRITE)
          .summary("Removes jobs from a queue.")
          .since("1.0.0")
          .complexity("O(N) for all N jobs of the queue")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    JobState state = States.parse(call, 2);
    if (call.argc() != (state == null ? 2 : 4)) {
      throw CommandError.SYNTAX;
    }
    QueueValue queue = call.find(1, QueueValue.TYPE);
    long n = 0;
    for (JobState each : JobState.values()) {
      if (queue != null && (state == null ? each != JobState.LEASED : each == state)) {
        n += queue.purge(each, job -> Jobs.ended(call, job));
      }
    }
    call.reply().integer(n);
    if (n > 0) {
      call.changed(1, QueueEvents.PURGE);
    }
  }
}
