package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;

/**
 * Puts a job into a queue, which is made with default options if absent, and replies with the job's
 * id: the given one, or the next number. While the queue is full (MAXSIZE jobs are ready or
 * delayed) it waits, behind those who came before; nil when the timeout, in milliseconds, has
 * passed; without one, or with 0, for ever. With NOWAIT, in a transaction and from a script it is
 * an error (QUEUEFULL) instead.
 *
 * <p>An id of which a job is still in the queue, in whatever state, puts nothing, and is the reply
 * all the same; in a queue with DEDUP also when the job was put not longer ago than that.
 *
 * <p>Checked in this order: the options as they come, whether the queue went while the client
 * waited (NOQUEUE), the key's type, the id, that the queue is not shut down (QUEUESHUTDOWN), that
 * it has priorities if one is given, that there is room.
 */
final class QPut implements Command {
  private static final Spec SPEC =
      Spec.command("Q.PUT", Group.QUEUE)
          .usage("key payload [PRIORITY p] [DELAY ms] [ID id] [TIMEOUT ms | NOWAIT]")
          .arity(-3)
          .keys(KeySpec.readWrite(1, KeySpec.Use.INSERT))
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.BLOCKING, Flag.FAST)
          .summary("Puts a job into a queue; waits while it is full.")
          .since("1.0.0")
          .complexity("O(1), O(log N) in a queue of priorities")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    PutOptions options = PutOptions.parse(call, 3, false);
    if (call.hasLost()) {
      throw QueueErrors.GONE;
    }
    QueueValue queue = call.find(1, QueueValue.TYPE);
    long now = call.ticks().now();
    Slice id = options.id == 0 ? null : call.arg(options.id);
    if (id != null && queue != null && queue.knows(id, now)) {
      call.reply().bulk(id.array(), id.offset(), id.length());
      return;
    }
    options.check(queue);
    if (options.waits(call, queue, 1)) {
      return;
    }
    QueueValue target = queue == null ? call.findOrCreate(1, QueueValue.TYPE) : queue;
    QueueJob job =
        target.put(id, call.arg(2), options.priority, options.readyAt(call, now), now, call.now());
    Told.put(call, job, id != null, options.delay > 0);
    Slice name = job.id(call.scratch());
    call.reply().bulk(name.array(), name.offset(), name.length());
    call.changed(1, QueueEvents.PUT);
  }
}
