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
import org.jspecify.annotations.Nullable;

/**
 * Ends jobs that were taken, all or none, and replies with how many. RESULT keeps a result of each
 * for Q.RESULT. DELIVERY, with a number for each id, makes sure that the leases are still those of
 * these deliveries, and not of somebody who was given the job later. Ids end at the first word,
 * from the second on, that is an option's.
 *
 * <p>Checked in this order: the options as they come, that the queue exists (NOQUEUE) and is one,
 * and that no lease has ended (NOTLEASED, which names all those that have); nothing is done then.
 */
final class QDone implements Command {
  private static final Spec SPEC =
      Spec.command("Q.DONE", Group.QUEUE)
          .usage("key id [id ...] [RESULT r] [DELIVERY n [n ...]]")
          .arity(-3)
          .keys(KeySpec.readWrite(1, KeySpec.Use.DELETE))
          .flags(Flag.WRITE, Flag.FAST)
          .summary("Ends jobs that were taken from a queue.")
          .since("1.0.0")
          .complexity("O(N) for N ids")
          .build();

  private static final int FIRST = 2;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int end = FIRST + 1;
    while (end < call.argc() && !call.argIs(end, "RESULT") && !call.argIs(end, "DELIVERY")) {
      end++;
    }
    int result = 0;
    int delivery = 0;
    for (int i = end; i < call.argc(); ) {
      if (call.argIs(i, "RESULT") && i + 1 < call.argc()) {
        result = i + 1;
        i += 2;
      } else if (call.argIs(i, "DELIVERY") && i + end - FIRST < call.argc()) {
        delivery = i + 1;
        i += 1 + end - FIRST;
      } else {
        throw CommandError.SYNTAX;
      }
    }
    for (int i = delivery; delivery > 0 && i < delivery + end - FIRST; i++) {
      call.longArg(i);
    }
    QueueValue queue = Queues.existing(call);
    long now = call.ticks().now();
    String wrong = wrong(call, queue, end, delivery, now);
    if (wrong != null) {
      throw Leases.notLeased(wrong);
    }
    for (int i = FIRST; i < end; i++) {
      finish(call, queue, i, result, now);
    }
    Told.done(call, FIRST, end, result, now + queue.options().results());
    call.reply().integer(end - FIRST);
    call.changed(1, QueueEvents.DONE);
  }

  @SuppressWarnings("NullAway") // all were found before, and none of them twice
  private static void finish(Call call, QueueValue queue, int id, int result, long now) {
    QueueJob job = queue.find(call.arg(id));
    queue.done(job);
    if (result > 0) {
      queue.result(call.arg(id), call.arg(result), now + queue.options().results());
    }
    Jobs.ended(call, job);
  }

  /** The ids of which there is no lease, or that come twice; null if there is none. */
  private static @Nullable String wrong(
      Call call, QueueValue queue, int end, int delivery, long now) {
    StringBuilder wrong = null;
    int marked = FIRST;
    for (; marked < end; marked++) {
      int number = delivery == 0 ? 0 : delivery + marked - FIRST;
      QueueJob job = Leases.find(call, queue, marked, number, now);
      if (job == null || !queue.mark(job, true)) {
        wrong = wrong == null ? new StringBuilder() : wrong;
        Leases.list(wrong, call.arg(marked));
      }
    }
    for (int i = FIRST; i < end; i++) {
      QueueJob job = queue.find(call.arg(i));
      if (job != null) {
        queue.mark(job, false);
      }
    }
    return wrong == null ? null : wrong.toString();
  }
}
