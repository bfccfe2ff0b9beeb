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
 * Replies with a map of all that is known of a job: id, state (ready, delayed, leased, dead),
 * payload, deliveries, priority, put (milliseconds since the epoch), due-in (in how many
 * milliseconds it becomes ready or its lease ends, else -1), error (what was said when it failed
 * last, or nil). Nil if there is no such job.
 *
 * <p>Checked: the key's type.
 */
final class QJob implements Command {
  private static final Spec SPEC =
      Spec.command("Q.JOB", Group.QUEUE)
          .usage("key id")
          .arity(3)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY, Flag.FAST)
          .summary("Tells all that is known of a job.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    QueueValue queue = call.find(1, QueueValue.TYPE);
    QueueJob job = queue == null ? null : queue.find(call.arg(2));
    if (job == null) {
      call.reply().nil();
    } else {
      Jobs.describe(call, job);
    }
  }
}
