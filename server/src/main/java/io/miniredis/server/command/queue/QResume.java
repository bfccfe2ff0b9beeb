package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;

/**
 * Has a queue give jobs away again, and replies OK. Also of a queue that is not paused.
 *
 * <p>Checked: that the queue exists (NOQUEUE) and is one.
 */
final class QResume implements Command {
  private static final Spec SPEC =
      Spec.command("Q.RESUME", Group.QUEUE)
          .usage("key")
          .arity(2)
          .keys(KeySpec.readWrite(1, KeySpec.Use.UPDATE))
          .flags(Flag.WRITE, Flag.FAST)
          .summary("Has a queue that was paused give jobs away again.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Queues.existing(call).pause(false);
    call.reply().simple("OK");
    call.changed(1, QueueEvents.RESUME);
  }
}
