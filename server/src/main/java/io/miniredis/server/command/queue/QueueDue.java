package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.DueWork;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueNode;
import io.miniredis.server.value.QueueRepeat;
import io.miniredis.server.value.QueueValue;

/**
 * What time does to queues: delayed jobs become ready, leases end, which is a failed delivery, and
 * repeating jobs come.
 */
final class QueueDue implements DueWork {
  @Override
  public io.miniredis.server.value.ValueType<?> type() {
    return QueueValue.TYPE;
  }

  @Override
  public int run(Call call, int max) {
    QueueValue queue = call.find(1, QueueValue.TYPE);
    if (queue == null) {
      return 0;
    }
    long now = call.ticks().now();
    queue.turn(now, max);
    int n = 0;
    for (; n < max; n++) {
      QueueNode node = queue.pollDue();
      if (node == null) {
        break;
      }
      if (node instanceof QueueRepeat repeat) {
        Repeating.comes(call, queue, repeat);
      } else {
        call.changed(1, handle(call, queue, (QueueJob) node, now));
      }
    }
    return n;
  }

  private static Event handle(Call call, QueueValue queue, QueueJob job, long now) {
    if (job.state() == JobState.DELAYED) {
      comeBack(call, queue, job, now, now);
      Told.of(call, 1, "READY", job);
      return QueueEvents.READY;
    }
    if (queue.isSpent(job)) {
      DeadLetters.die(call, queue, job, true);
      return QueueEvents.DEAD;
    }
    queue.countFailure(true);
    long delay = queue.options().backoff(job.deliveries());
    comeBack(call, queue, job, delay == 0 ? now : call.ticks().after(delay), now);
    Told.of(call, "EXPIRE", job, delay > 0);
    return QueueEvents.EXPIRE;
  }

  private static void comeBack(Call call, QueueValue queue, QueueJob job, long at, long now) {
    queue.comeBack(job, at, now);
    if (job.hasEnded()) {
      Jobs.ended(call, job);
    }
  }
}
