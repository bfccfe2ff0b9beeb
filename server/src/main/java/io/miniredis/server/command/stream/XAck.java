package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;

/**
 * Acknowledges entries: they are pending no more. Replies with how many were.
 *
 * <p>Checked in this order: the key's type, that stream and group exist (0 if not), then every id
 * before any is acknowledged.
 */
final class XAck implements Command {
  static final Spec SPEC =
      Spec.command("XACK", Group.STREAM)
          .summary("Acknowledges entries that a consumer of a group was given.")
          .usage("key group id [id ...]")
          .arity(-4)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .countsLookups()
          .since("5.0.0")
          .complexity("O(log(N)) for each id, N being the number of pending entries")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamValue stream = call.find(1, StreamValue.TYPE);
    StreamGroup group = stream == null ? null : stream.group(call.arg(2));
    if (group == null) {
      call.reply().integer(0);
      return;
    }
    for (int i = 3; i < call.argc(); i++) {
      Ids.exact(call, i);
    }
    long acknowledged = 0;
    for (int i = 3; i < call.argc(); i++) {
      StreamId id = Ids.exact(call, i);
      Pending p = group.pending().find(id.ms(), id.seq());
      if (p != null) {
        group.remove(p);
        acknowledged++;
      }
    }
    if (acknowledged > 0) {
      call.changed(1, Event.UNTOLD);
    }
    call.reply().integer(acknowledged);
  }
}
