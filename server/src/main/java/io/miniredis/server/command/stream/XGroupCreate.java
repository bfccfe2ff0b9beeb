package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;

/**
 * Makes a consumer group that begins behind an id; {@code $} is the stream's last.
 *
 * <p>Checked in this order: the options as they come, the key's type, that it exists (unless
 * MKSTREAM is given), the number of arguments, the id, that there is no such group.
 */
final class XGroupCreate implements Command {
  static final Spec SPEC =
      Spec.command("XGROUP CREATE", Group.STREAM)
          .summary("Makes a consumer group.")
          .usage("key group <id | $> [MKSTREAM] [ENTRIESREAD entries-read]")
          .arity(-5)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(readWrite(2, INSERT))
          .since("5.0.0")
          .complexity("O(1)")
          .build();

  private static final Event EVENT = Event.stream("xgroup-create");
  private static final Event IN_STREAM = EVENT.with(Event.Effect.NONE);
  private static final CommandError BUSY =
      CommandError.of("BUSYGROUP Consumer Group name already exists");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    XGroups.Options options = new XGroups.Options(call, true);
    StreamValue stream = options.makeStream ? call.find(2, StreamValue.TYPE) : XGroups.stream(call);
    XGroups.checkCount(call, true);
    StreamId id = XGroups.isLast(call, 4) ? XGroups.lastId(stream) : Ids.exact(call, 4);
    Event event = IN_STREAM;
    if (stream == null) {
      stream = call.findOrCreate(2, StreamValue.TYPE);
      event = EVENT;
    } else if (stream.group(call.arg(3)) != null) {
      throw BUSY;
    }
    stream.createGroup(call.arg(3), id, options.entriesRead);
    call.changed(2, event);
    call.reply().simple(Replies.OK);
  }
}
