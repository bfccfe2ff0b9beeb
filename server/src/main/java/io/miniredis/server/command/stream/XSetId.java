package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
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
 * Sets a stream's last id, and with the options how many entries were ever added and the greatest
 * deleted id.
 *
 * <p>Checked in this order: the id, the options as they come, that the key exists, its type, then
 * that the id is not less than the greatest deleted one and not less than the last entry's, and
 * that not fewer entries were added than there are.
 */
final class XSetId implements Command {
  static final Spec SPEC =
      Spec.command("XSETID", Group.STREAM)
          .summary("Sets the last id of a stream; for replication.")
          .usage("key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]")
          .arity(-3)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("5.0.0")
          .complexity("O(1)")
          .build();

  private static final Event EVENT = Event.stream("xsetid").with(Event.Effect.NONE);
  private static final CommandError NEGATIVE_ADDED =
      CommandError.of("ERR entries_added must be positive");
  private static final CommandError BELOW_GIVEN_DELETED =
      CommandError.of(
          "ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
  private static final CommandError BELOW_DELETED =
      CommandError.of(
          "ERR The ID specified in XSETID is smaller than current max_deleted_entry_id");
  private static final CommandError BELOW_LAST =
      CommandError.of("ERR The ID specified in XSETID is smaller than the target stream top item");
  private static final CommandError FEWER_ADDED =
      CommandError.of(
          "ERR The entries_added specified in XSETID is smaller than the target stream length");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamId id = Ids.exact(call, 2);
    long added = -1;
    StreamId maxDeleted = StreamId.MIN;
    for (int i = 3; i < call.argc(); i += 2) {
      boolean last = i + 1 == call.argc();
      if (call.argIs(i, "ENTRIESADDED") && !last) {
        added = call.longArg(i + 1);
        if (added < 0) {
          throw NEGATIVE_ADDED;
        }
      } else if (call.argIs(i, "MAXDELETEDID") && !last) {
        maxDeleted = Ids.exact(call, i + 1);
        if (id.isBefore(maxDeleted)) {
          throw BELOW_GIVEN_DELETED;
        }
      } else {
        throw CommandError.SYNTAX;
      }
    }
    StreamValue stream = call.find(1, StreamValue.TYPE);
    if (stream == null) {
      throw CommandError.NO_SUCH_KEY;
    }
    check(stream, id, added);
    stream.lastId(id);
    if (added >= 0) {
      stream.entriesAdded(added);
    }
    if (!maxDeleted.isZero()) {
      stream.maxDeletedId(maxDeleted);
    }
    call.changed(1, EVENT);
    call.reply().simple(Replies.OK);
  }

  private static void check(StreamValue stream, StreamId id, long added) {
    if (id.isBefore(stream.maxDeletedId())) {
      throw BELOW_DELETED;
    }
    if (stream.size() > 0 && id.isBefore(stream.lastEntryId())) {
      throw BELOW_LAST;
    }
    if (added >= 0 && stream.size() > added) {
      throw FEWER_ADDED;
    }
  }
}
