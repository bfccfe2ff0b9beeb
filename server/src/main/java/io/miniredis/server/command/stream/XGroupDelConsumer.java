package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;

/**
 * Removes a consumer, and replies with how many entries it had not acknowledged: they are pending
 * no longer.
 *
 * <p>Checked in this order: the key's type, that it exists, that the group does.
 */
final class XGroupDelConsumer implements Command {
  static final Spec SPEC =
      Spec.command("XGROUP DELCONSUMER", Group.STREAM)
          .summary("Removes a consumer of a consumer group.")
          .usage("key group consumer")
          .arity(5)
          .flags(Flag.WRITE)
          .keys(readWrite(2, DELETE))
          .since("5.0.0")
          .complexity("O(N) for N entries that it has not acknowledged")
          .build();

  private static final Event EVENT = Event.stream("xgroup-delconsumer").with(Event.Effect.NONE);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamGroup group = XGroups.group(call);
    StreamConsumer consumer = group.consumer(call.arg(4));
    if (consumer == null) {
      call.reply().integer(0);
      return;
    }
    long pending = consumer.pending().size();
    group.remove(consumer);
    call.changed(2, EVENT);
    call.reply().integer(pending);
  }
}
