package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamValue;

/**
 * Removes a consumer group with all that it knows, and replies with 1; with 0 if there is none.
 *
 * <p>Checked in this order: the key's type, that it exists.
 */
final class XGroupDestroy implements Command {
  static final Spec SPEC =
      Spec.command("XGROUP DESTROY", Group.STREAM)
          .summary("Removes a consumer group.")
          .usage("key group")
          .arity(4)
          .flags(Flag.WRITE)
          .keys(readWrite(2, DELETE))
          .since("5.0.0")
          .complexity("O(N) for N pending entries")
          .build();

  private static final Event EVENT = Event.stream("xgroup-destroy").with(Event.Effect.WAKES);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamValue stream = XGroups.stream(call);
    StreamGroup group = stream.group(call.arg(3));
    if (group != null) {
      stream.removeGroup(group);
      call.changed(2, EVENT);
    }
    call.reply().integer(group == null ? 0 : 1);
  }
}
