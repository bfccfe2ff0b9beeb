package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueOptions;
import io.miniredis.server.value.QueueValue;

/**
 * Makes a queue, and replies OK: also when there is one with the same options already. Options that
 * are not given have their defaults: any number of jobs, FIFO, a lease of 30 seconds, any number of
 * deliveries, dead jobs stay in the queue, ids are free once their job is done, a job that failed
 * is ready at once, results are kept for an hour. Times are milliseconds.
 *
 * <p>Checked in this order: the options as they come, the key's type, that an existing queue has
 * these options.
 */
final class QCreate implements Command {
  private static final Spec SPEC =
      Spec.command("Q.CREATE", Group.QUEUE)
          .usage(
              "key [MAXSIZE n] [ORDER <FIFO | LIFO | PRIORITY>] [LEASE ms] [MAXDELIVERIES n]"
                  + " [DEADLETTER key] [DEDUP ms] [BACKOFF ms [FACTOR f] [MAX ms]] [RESULTS ms]")
          .arity(-2)
          .keys(
              KeySpec.readWrite(1, KeySpec.Use.INSERT),
              KeySpec.readWrite(2, KeySpec.Use.INSERT).afterKeyword("DEADLETTER"))
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .summary("Makes a queue.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    QueueOptions options = CreateOptions.parse(call);
    QueueValue queue = call.find(1, QueueValue.TYPE);
    if (queue == null) {
      call.put(1, new QueueValue(options));
      call.changed(1, QueueEvents.CREATE);
    } else if (!queue.options().equals(options)) {
      throw QueueErrors.OTHER_OPTIONS;
    }
    call.reply().simple("OK");
  }
}
