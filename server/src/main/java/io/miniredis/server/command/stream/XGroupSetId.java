package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;

/**
 * Sets the id behind which a consumer group goes on, and how many entries were read up to there.
 *
 * <p>Checked in this order: the options as they come, the key's type, that it exists, that the
 * group does, the number of arguments, the id.
 */
final class XGroupSetId implements Command {
  static final Spec SPEC =
      Spec.command("XGROUP SETID", Group.STREAM)
          .summary("Sets the last delivered id of a consumer group.")
          .usage("key group <id | $> [ENTRIESREAD entries-read]")
          .arity(-5)
          .flags(Flag.WRITE)
          .keys(readWrite(2, UPDATE))
          .since("5.0.0")
          .complexity("O(1)")
          .build();

  private static final Event EVENT = Event.stream("xgroup-setid").with(Event.Effect.NONE);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    XGroups.Options options = new XGroups.Options(call, false);
    StreamGroup group = XGroups.group(call);
    XGroups.checkCount(call, false);
    StreamId id = XGroups.isLast(call, 4) ? XGroups.stream(call).lastId() : Ids.any(call, 4);
    group.moveTo(id, options.entriesRead);
    call.changed(2, EVENT);
    call.reply().simple(Replies.OK);
  }
}
