package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamValue;

/**
 * Deletes entries, and replies with how many there were. A stream without entries stays.
 *
 * <p>Checked in this order: that the stream exists, its type, then every id before any entry goes.
 */
final class XDel implements Command {
  static final Spec SPEC =
      Spec.command("XDEL", Group.STREAM)
          .summary("Deletes entries of a stream.")
          .usage("key id [id ...]")
          .arity(-3)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, DELETE))
          .since("5.0.0")
          .complexity("O(log(N)) for each entry, N being the size of the stream")
          .build();

  static final Event EVENT = Event.stream("xdel");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamValue stream = call.find(1, StreamValue.TYPE);
    if (stream == null) {
      call.reply().integer(0);
      return;
    }
    for (int i = 2; i < call.argc(); i++) {
      Ids.exact(call, i);
    }
    long deleted = 0;
    for (int i = 2; i < call.argc(); i++) {
      deleted += stream.delete(Ids.exact(call, i)) ? 1 : 0;
    }
    if (deleted > 0) {
      call.changed(1, EVENT);
    }
    call.reply().integer(deleted);
  }
}
