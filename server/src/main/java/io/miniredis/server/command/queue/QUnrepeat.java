package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueRepeat;
import io.miniredis.server.value.QueueValue;

/**
 * Has a job be repeated no more, and replies with 1; 0 if nothing is repeated under that name. A
 * job that was put already stays.
 *
 * <p>Checked: the key's type.
 */
final class QUnrepeat implements Command {
  private static final Spec SPEC =
      Spec.command("Q.UNREPEAT", Group.QUEUE)
          .usage("key name")
          .arity(3)
          .keys(KeySpec.readWrite(1, KeySpec.Use.DELETE))
          .flags(Flag.WRITE, Flag.FAST)
          .summary("Has a job be repeated no more.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    QueueValue queue = call.find(1, QueueValue.TYPE);
    QueueRepeat repeat = queue == null ? null : queue.repeats().find(call.arg(2));
    if (queue == null || repeat == null) {
      call.reply().integer(0);
      return;
    }
    queue.repeats().remove(repeat);
    call.reply().integer(1);
    call.changed(1, QueueEvents.UNREPEAT);
  }
}
