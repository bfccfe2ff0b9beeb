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
import io.miniredis.server.value.Slice;

/**
 * Puts several jobs into a queue, all or none, and replies with their ids. It waits until there is
 * room for all, as Q.PUT waits, and meanwhile nobody who comes later is served; a batch for which
 * there can never be room is an error at once (QUEUEFULL).
 *
 * <p>Checked in this order: the options as they come, the number of payloads, whether the queue
 * went while the client waited (NOQUEUE), the key's type, that it is not shut down (QUEUESHUTDOWN),
 * that it has priorities if one is given, that the batch is not larger than MAXSIZE, that there is
 * room.
 */
final class QMPut implements Command {
  private static final Spec SPEC =
      Spec.command("Q.MPUT", Group.QUEUE)
          .usage("key [PRIORITY p] [DELAY ms] [TIMEOUT ms | NOWAIT] VALUES n payload [payload ...]")
          .arity(-5)
          .keys(KeySpec.readWrite(1, KeySpec.Use.INSERT))
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.BLOCKING)
          .summary("Puts jobs into a queue, all or none; waits until they all fit.")
          .since("1.0.0")
          .complexity("O(N) for N jobs, O(N log M) in a queue of M jobs with priorities")
          .build();

  private static final CommandError COUNT =
      CommandError.of("ERR VALUES must be followed by the number of payloads and these alone");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    PutOptions options = PutOptions.parse(call, 2, true);
    int first = options.values + 1;
    int n = call.argc() - first;
    if (call.longArg(options.values) != n || n == 0) {
      throw COUNT;
    }
    if (call.hasLost()) {
      throw QueueErrors.GONE;
    }
    QueueValue queue = call.find(1, QueueValue.TYPE);
    options.check(queue);
    if (queue != null && queue.options().maxSize() > 0 && n > queue.options().maxSize()) {
      throw QueueErrors.BATCH_TOO_LARGE;
    }
    if (options.waits(call, queue, n)) {
      return;
    }
    QueueValue target = queue == null ? call.findOrCreate(1, QueueValue.TYPE) : queue;
    long now = call.ticks().now();
    long readyAt = options.readyAt(call, now);
    call.reply().array(n);
    Slice id = call.scratch();
    for (int i = 0; i < n; i++) {
      QueueJob job =
          target.put(null, call.arg(first + i), options.priority, readyAt, now, call.now());
      Told.put(call, job, false, options.delay > 0);
      job.id(id);
      call.reply().bulk(id.array(), id.offset(), id.length());
    }
    call.changed(1, QueueEvents.PUT);
  }
}
