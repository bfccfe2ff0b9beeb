package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueValue;

/**
 * Has a queue take no more jobs, for good, and replies OK. Who puts, or waits to, gets an error
 * (QUEUESHUTDOWN); who takes jobs gets those that are left, and then the same error. What was taken
 * can be ended as ever, and what comes back can be taken.
 *
 * <p>With IMMEDIATE the jobs that are ready or delayed are gone at once and count as done, as
 * CPython's Queue.shutdown(immediate=True) has it; and so does each that comes back later. Those
 * that are leased can still be ended: Q.JOIN waits for them.
 *
 * <p>Checked in this order: the option, that the queue exists (NOQUEUE) and is one.
 */
final class QShutdown implements Command {
  private static final Spec SPEC =
      Spec.command("Q.SHUTDOWN", Group.QUEUE)
          .usage("key [IMMEDIATE]")
          .arity(-2)
          .keys(KeySpec.readWrite(1, KeySpec.Use.UPDATE))
          .flags(Flag.WRITE)
          .summary("Has a queue take no more jobs.")
          .since("1.0.0")
          .complexity("O(1); O(N) for N jobs with IMMEDIATE")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean immediate = call.argc() == 3 && call.argIs(2, "IMMEDIATE");
    if (call.argc() > 2 && !immediate) {
      throw CommandError.SYNTAX;
    }
    QueueValue queue = Queues.existing(call);
    queue.shutDown(immediate, job -> Jobs.ended(call, job));
    call.reply().simple("OK");
    call.changed(1, QueueEvents.SHUTDOWN);
  }
}
