package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a dead job be ready again, as if it were new; or a delayed one be ready at once. With ALL all
 * that are dead. Replies with how many that were.
 *
 * <p>Checked: that the queue exists (NOQUEUE) and is one.
 */
final class QRetry implements Command {
  private static final Spec SPEC =
      Spec.command("Q.RETRY", Group.QUEUE)
          .usage("key <id | ALL>")
          .arity(3)
          .keys(KeySpec.readWrite(1, KeySpec.Use.UPDATE))
          .flags(Flag.WRITE)
          .summary("Has dead jobs be tried again.")
          .since("1.0.0")
          .complexity("O(1); O(N) for N dead jobs with ALL")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    QueueValue queue = Queues.existing(call);
    List<QueueJob> jobs = new ArrayList<>();
    QueueJob job = queue.find(call.arg(2));
    if (call.argIs(2, "ALL")) {
      queue.forEach(JobState.DEAD, 0, Integer.MAX_VALUE, jobs::add);
    } else if (job != null && (job.state() == JobState.DEAD || job.state() == JobState.DELAYED)) {
      jobs.add(job);
    }
    long now = call.ticks().now();
    jobs.forEach(each -> queue.retry(each, now));
    call.reply().integer(jobs.size());
    if (!jobs.isEmpty()) {
      call.changed(1, QueueEvents.RETRY);
    }
  }
}
