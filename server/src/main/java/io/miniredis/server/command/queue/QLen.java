package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueValue;

/**
 * Replies with how many jobs wait in a queue, ready or delayed: what MAXSIZE limits, as asyncio's
 * qsize. 0 if the key does not exist.
 *
 * <p>Checked: the key's type.
 */
final class QLen implements Command {
  private static final Spec SPEC =
      Spec.command("Q.LEN", Group.QUEUE)
          .usage("key")
          .arity(2)
          .keys(KeySpec.readOnly(1))
          .flags(Flag.READONLY, Flag.FAST)
          .summary("Tells how many jobs wait in a queue.")
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
    call.reply().integer(queue == null ? 0 : queue.waiting());
  }
}
