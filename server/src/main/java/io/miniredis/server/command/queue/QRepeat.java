package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.queue.Cron;
import io.miniredis.server.value.QueueRepeat;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;

/**
 * Has a job be put into a queue again and again: every so many milliseconds, for the first time
 * when these have passed, or at the times that an expression of crontab(5) tells, in UTC. The queue
 * is made if absent. Replies OK. A name that is there is told anew; if nothing about it is new, its
 * time stays as it is.
 *
 * <p>While the job of the last time is neither done nor dead, none is put; times that were missed
 * are not made up for. A full queue gets its job all the same.
 *
 * <p>Checked in this order: the name, when, the key's type, that the queue is not shut down
 * (QUEUESHUTDOWN).
 */
final class QRepeat implements Command {
  private static final Spec SPEC =
      Spec.command("Q.REPEAT", Group.QUEUE)
          .usage("key name <EVERY ms | CRON expression> payload")
          .arity(6)
          .keys(KeySpec.readWrite(1, KeySpec.Use.INSERT))
          .flags(Flag.WRITE, Flag.DENYOOM)
          .summary("Has a job be put into a queue again and again.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice name = Bounds.id(call, 2);
    long every = 0;
    String cron = "";
    if (call.argIs(3, "EVERY")) {
      every = Bounds.millis(call, 4, 1);
    } else if (call.argIs(3, "CRON")) {
      cron = call.arg(4).toString();
      if (Cron.parse(cron) == null) {
        throw QueueErrors.CRON;
      }
    } else {
      throw CommandError.SYNTAX;
    }
    QueueValue queue = call.findOrCreate(1, QueueValue.TYPE);
    if (queue.isShutDown()) {
      throw QueueErrors.SHUT_DOWN;
    }
    QueueRepeat old = queue.repeats().find(name);
    boolean same = old != null && old.every() == every && old.cron().equals(cron);
    if (old == null || !same || !old.payload(call.scratch()).contentEquals(call.arg(5))) {
      repeat(call, queue, every, cron);
    }
    call.reply().simple("OK");
  }

  private static void repeat(Call call, QueueValue queue, long every, String cron) {
    QueueRepeat repeat = queue.repeats().put(call.arg(2), call.arg(5), every, cron);
    Repeating.schedule(call, queue, repeat, Repeating.next(call, repeat));
    Told.repeats(call, repeat);
    call.changed(1, QueueEvents.REPEAT);
  }
}
