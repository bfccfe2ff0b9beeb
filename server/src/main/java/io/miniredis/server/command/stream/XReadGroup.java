package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import java.util.List;

/**
 * Replies with entries of streams for one consumer of a group: new ones, which no consumer was
 * given, for an id of {@code >}; for any other id those behind it that this consumer has not
 * acknowledged. The reply is shaped as XREAD's; a pending entry that the stream has no more has nil
 * for its fields. With BLOCK it waits for new ones; it is told when a stream or the group goes
 * meanwhile. Entries for a client that goes while it is answered stay pending for its consumer.
 *
 * <p>With CLAIM and an id of {@code >}, what has been pending with any consumer for that long comes
 * first, released entries before the longest idle, and is this consumer's from then on. Every entry
 * then has two numbers behind its fields: for how many milliseconds it was idle (-1 if it was
 * released) and how often it had been delivered; both are 0 for a new one.
 *
 * <p>Checked in this order: the options as they come, that keys and ids come in pairs, that GROUP
 * is there, then stream by stream the key's type, that stream and group exist, and the id.
 */
final class XReadGroup implements Command {
  static final Spec SPEC =
      Spec.command("XREADGROUP", Group.STREAM)
          .summary("Gives entries of streams to a consumer of a group.")
          .usage(
              "GROUP group consumer [COUNT count] [BLOCK milliseconds] [CLAIM min-idle-time] [NOACK] STREAMS key [key ...] id [id ...]")
          .arity(-7)
          .flags(Flag.BLOCKING, Flag.WRITE)
          .keys(
              readOnly(4, ACCESS)
                  .afterKeyword("STREAMS")
                  .behindOptions(Reading.OPTIONS)
                  .range(-1, 1, 2))
          .countsLookups()
          .since("5.0.0")
          .complexity("O(log(N)+M) for each stream, for M entries of N")
          .build();

  private static final CommandError LAST = meaningless("$");
  private static final CommandError LAST_ENTRY = meaningless("+");

  private static CommandError meaningless(String id) {
    return CommandError.of(
        "ERR The "
            + id
            + " ID is meaningless in the context of XREADGROUP: you want to read the history of"
            + " this consumer by specifying a proper ID, or use the > ID to get new messages. The "
            + id
            + " ID would just return an empty result set.");
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Reading reading = new Reading(call, true);
    StreamId[] ids = new StreamId[reading.streams];
    for (int i = 0; i < ids.length; i++) {
      int key = reading.firstKey + i;
      StreamValue stream = call.find(key, StreamValue.TYPE);
      if (stream == null || stream.group(call.arg(reading.group)) == null) {
        throw StreamErrors.noKeyOrGroup(
            call, key, reading.group, " in XREADGROUP with GROUP option");
      }
      ids[i] = id(call, key + ids.length);
    }
    if (serve(call, reading, ids)) {
      return;
    }
    if (reading.block < 0) {
      call.reply().nilArray();
      return;
    }
    call.waitForChange(
        reading.firstKey, ids.length, StreamValue.TYPE, reading.block, OnTimeout.NIL_ARRAY);
    long untilDue = reading.claim < 0 ? -1 : untilDue(call, reading, ids.length);
    if (untilDue >= 0) {
      call.runAgainAfter(untilDue);
    }
  }

  /** In how many milliseconds the next pending entry may be claimed; -1 if there is none. */
  private static long untilDue(Call call, Reading reading, int streams) {
    long least = -1;
    for (int i = 0; i < streams; i++) {
      StreamValue stream = call.find(reading.firstKey + i, StreamValue.TYPE);
      StreamGroup group = stream == null ? null : stream.group(call.arg(reading.group));
      long until = group == null ? -1 : group.untilIdle(call.time(), reading.claim);
      if (until >= 0 && (least < 0 || until < least)) {
        least = until;
      }
    }
    return least;
  }

  /** The greatest id stands for {@code >}. */
  private static StreamId id(Call call, int arg) {
    if (call.argIs(arg, "$")) {
      throw LAST;
    }
    if (call.argIs(arg, "+")) {
      throw LAST_ENTRY;
    }
    return call.argIs(arg, ">") ? StreamId.MAX : Ids.exact(call, arg);
  }

  /** Replies with what there is; false, and nothing written, if that is nothing. */
  private static boolean serve(Call call, Reading reading, StreamId[] ids) {
    StreamsReply reply = new StreamsReply(call);
    for (int i = 0; i < ids.length; i++) {
      int key = reading.firstKey + i;
      StreamValue stream = call.find(key, StreamValue.TYPE);
      StreamGroup group = stream == null ? null : stream.group(call.arg(reading.group));
      if (stream == null || group == null) {
        continue;
      }
      Told told = new Told(call, key, reading.group, reading.group + 1);
      StreamConsumer consumer = Consumers.seen(call, key, group, reading.group + 1, told);
      StreamId start = ids[i].next();
      if (start != null) {
        EntryReply entries = reply.stream(key);
        GroupReading.history(call, entries, stream, group, consumer, start, reading.count, told);
      } else {
        List<Pending> due =
            reading.claim < 0 ? List.of() : GroupReading.due(call, stream, group, reading, told);
        if (!due.isEmpty() || stream.lastEntryId().isAfter(group.lastDelivered())) {
          GroupReading.fresh(call, reply.stream(key), stream, group, consumer, reading, due, told);
        }
      }
      call.changed(key, Event.UNTOLD);
      told.read(group);
    }
    return reply.end();
  }
}
