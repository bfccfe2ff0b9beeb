package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueValue;

/**
 * Replies with a map of a queue's options, how many jobs there are in which state, what has
 * happened since it was made, and who waits. Times are milliseconds.
 *
 * <p>Checked: that the queue exists (NOQUEUE) and is one.
 */
final class QInfo implements Command {
  private static final Spec SPEC =
      Spec.command("Q.INFO", Group.QUEUE)
          .usage("key")
          .arity(2)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY, Flag.FAST)
          .summary("Tells of a queue: its options, its jobs, what has happened.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    QueueValue queue = Queues.existing(call);
    InfoReply reply = new InfoReply(call.reply());
    reply.options(queue.options());
    reply.jobs(queue, call.now());
    reply.totals(queue.totals());
    reply.add("waiting-gets", call.waiting(1, QueueValue.TYPE, QueueValue.GET));
    reply.add("waiting-puts", call.waiting(1, QueueValue.TYPE, QueueValue.PUT));
    reply.add("waiting-joins", call.waiting(1, QueueValue.TYPE, QueueValue.JOIN));
    reply.end();
  }
}
