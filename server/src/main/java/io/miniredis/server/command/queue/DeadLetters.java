package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** What becomes of dead jobs. */
final class DeadLetters {
  private DeadLetters() {}

  /**
   * A job dies: it goes to the queue that its own one names for that, which is made if need be, or
   * stays where it is, dead. It stays too where the other queue takes nothing: it is shut down, or
   * its key holds another type. Whether that queue is full does not matter.
   *
   * @param leaseEnded whether its last delivery failed by that
   */
  static void die(Call call, QueueValue queue, QueueJob job, boolean leaseEnded) {
    queue.countFailure(leaseEnded);
    byte[] key = queue.deadLetterKey();
    if (key.length > 0) {
      Call other = call.linked(key);
      QueueValue target = target(other);
      if (target != null) {
        Slice id = job.id(new Slice());
        long now = call.ticks().now();
        QueueJob letter =
            target.put(
                target.find(id) == null ? id : null,
                job.payload(new Slice()),
                job.priority(),
                now,
                now,
                call.now());
        target.error(letter, job.error());
        Told.letter(other, letter);
        queue.moveAway(job);
        Told.death(call, "MOVE", job, leaseEnded);
        Jobs.ended(call, job);
        other.changed(1, QueueEvents.PUT);
        return;
      }
    }
    queue.bury(job);
    Told.death(call, "DIE", job, leaseEnded);
    Jobs.ended(call, job);
  }

  private static @Nullable QueueValue target(Call other) {
    try {
      QueueValue target = other.findOrCreate(1, QueueValue.TYPE);
      return target.isShutDown() ? null : target;
    } catch (CommandError e) {
      return null;
    }
  }
}
