package io.miniredis.server.command.queue;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueValue;

/**
 * Waits until every job that was put is done or dead, and replies OK; nil when the timeout, in
 * milliseconds, has passed; without one, or with 0, it waits for ever. In a transaction and from a
 * script it does not wait.
 *
 * <p>Checked in this order: the timeout, whether the queue went while the client waited (NOQUEUE),
 * that it exists (NOQUEUE) and is one.
 */
final class QJoin implements Command {
  private static final Spec SPEC =
      Spec.command("Q.JOIN", Group.QUEUE)
          .usage("key [TIMEOUT ms]")
          .arity(-2)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY, Flag.BLOCKING, Flag.FAST)
          .summary("Waits until all jobs of a queue are done.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long timeout = 0;
    if (call.argc() > 2) {
      if (call.argc() != 4 || !call.argIs(2, "TIMEOUT")) {
        throw CommandError.SYNTAX;
      }
      timeout = Timeout.millisArg(call, 3);
    }
    if (Queues.existingOrGone(call).unfinished() == 0) {
      call.reply().simple("OK");
    } else {
      call.waitFor(1, 1, QueueValue.TYPE, QueueValue.JOIN, false, timeout, OnTimeout.NIL);
    }
  }
}
