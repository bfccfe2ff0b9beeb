package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;

/**
 * Has a queue give no jobs away until Q.RESUME, and replies OK: who takes jobs waits. Jobs can be
 * put, and ended, as ever. Also of a queue that is paused already.
 *
 * <p>Checked: that the queue exists (NOQUEUE) and is one.
 */
final class QPause implements Command {
  private static final Spec SPEC =
      Spec.command("Q.PAUSE", Group.QUEUE)
          .usage("key")
          .arity(2)
          .keys(KeySpec.readWrite(1, KeySpec.Use.UPDATE))
          .flags(Flag.WRITE, Flag.FAST)
          .summary("Has a queue give no jobs away.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Queues.existing(call).pause(true);
    call.reply().simple("OK");
    call.changed(1, QueueEvents.PAUSE);
  }
}
