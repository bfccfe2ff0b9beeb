package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamCursor;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import org.jspecify.annotations.Nullable;

/**
 * Replies with the entries of streams behind an id each: {@code $} is the last id of now, {@code +}
 * is just before the last entry. A map of keys and arrays of entries (an array of pairs in RESP2);
 * nil if there are none, with BLOCK only when none have come until then.
 *
 * <p>Checked in this order: the options as they come, that keys and ids come in pairs, then stream
 * by stream the key's type and the id.
 */
final class XRead implements Command {
  static final Spec SPEC =
      Spec.command("XREAD", Group.STREAM)
          .summary("Gives the entries of streams that have greater ids than given.")
          .usage("[COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...]")
          .arity(-4)
          .flags(Flag.BLOCKING, Flag.READONLY)
          .keys(
              readOnly(1, ACCESS)
                  .afterKeyword("STREAMS")
                  .behindOptions(Reading.OPTIONS)
                  .range(-1, 1, 2))
          .since("5.0.0")
          .complexity("O(log(N)+M) for each stream, for M entries of N")
          .build();

  private static final CommandError ONLY_GROUPS =
      CommandError.of(
          "ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group>"
              + " <consumer> option.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Reading reading = new Reading(call, false);
    StreamId[] ids = new StreamId[reading.streams];
    for (int i = 0; i < ids.length; i++) {
      StreamValue stream = call.find(reading.firstKey + i, StreamValue.TYPE);
      ids[i] = id(call, reading.firstKey + ids.length + i, stream);
    }
    if (serve(call, reading, ids)) {
      return;
    }
    if (reading.block < 0) {
      call.reply().nilArray();
      return;
    }
    for (int i = 0; i < ids.length; i++) {
      int id = reading.firstKey + ids.length + i;
      if (call.argIs(id, "$")) {
        call.replaceArg(id, Ids.text(ids[i])); // the last id of now
      }
    }
    call.waitFor(
        reading.firstKey, ids.length, StreamValue.TYPE, reading.block, OnTimeout.NIL_ARRAY);
  }

  private static StreamId id(Call call, int arg, @Nullable StreamValue stream) {
    if (call.argIs(arg, "$")) {
      return stream == null ? StreamId.MIN : stream.lastId();
    }
    if (call.argIs(arg, "+")) {
      StreamId before = stream == null ? null : stream.lastEntryId().previous();
      return before == null ? StreamId.MIN : before;
    }
    if (call.argIs(arg, ">")) {
      throw ONLY_GROUPS;
    }
    return Ids.exact(call, arg);
  }

  /** Replies with the entries behind the ids; false, and nothing written, if there are none. */
  private static boolean serve(Call call, Reading reading, StreamId[] ids) {
    StreamsReply reply = new StreamsReply(call);
    for (int i = 0; i < ids.length; i++) {
      int key = reading.firstKey + i;
      StreamValue stream = call.find(key, StreamValue.TYPE);
      StreamId start = ids[i].next();
      if (stream != null && stream.size() > 0 && start != null) {
        StreamCursor cursor = stream.cursor(start, StreamId.MAX, false);
        if (stream.lastEntryId().isAfter(ids[i])) {
          reply.stream(key).entries(cursor, reading.count);
        }
      }
    }
    return reply.end();
  }
}
