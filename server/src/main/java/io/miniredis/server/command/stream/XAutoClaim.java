package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives pending entries that were idle for some time to another consumer, from an id on. Replies
 * with the id at which to go on (0-0 at the end), the entries (with JUSTID their ids), and the ids
 * of those that the stream has no more, which are pending no longer.
 *
 * <p>Checked in this order: the least idle time, the start, the options as they come, the key's
 * type, that stream and group exist.
 */
final class XAutoClaim implements Command {
  static final Spec SPEC =
      Spec.command("XAUTOCLAIM", Group.STREAM)
          .summary("Gives idle pending entries of a group to another consumer, from an id on.")
          .usage("key group consumer min-idle-time start [COUNT count] [JUSTID]")
          .arity(-6)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, DELETE))
          .tips("nondeterministic_output")
          .countsLookups()
          .since("6.2.0")
          .complexity("O(1) for each entry that is looked at")
          .build();

  private static final CommandError MIN_IDLE =
      CommandError.of("ERR Invalid min-idle-time argument for XAUTOCLAIM");
  private static final CommandError COUNT = CommandError.of("ERR COUNT must be > 0");
  private static final long DEFAULT_COUNT = 100;
  private static final int ATTEMPTS = 10; // entries looked at for each that may be claimed
  private static final int ID_BYTES = 16;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long minIdle = Math.max(0, call.longArg(4, MIN_IDLE));
    StreamId start = Ids.rangeStart(call, 5);
    long count = DEFAULT_COUNT;
    boolean idsOnly = false;
    for (int i = 6; i < call.argc(); i++) {
      if (call.argIs(i, "COUNT") && i + 1 < call.argc()) {
        count = call.longArg(++i, 1, Long.MAX_VALUE / ID_BYTES, COUNT);
      } else if (call.argIs(i, "JUSTID")) {
        idsOnly = true;
      } else {
        throw CommandError.SYNTAX;
      }
    }
    StreamGroup group = StreamErrors.group(call, 1, 2);
    StreamValue stream = Objects.requireNonNull(call.find(1, StreamValue.TYPE));
    Told told = new Told(call, 1, 2, 3);
    StreamConsumer consumer = Consumers.seen(call, 1, group, 3, told);
    List<Pending> claimed = new ArrayList<>();
    List<Pending> deleted = new ArrayList<>();
    long attempts = count * ATTEMPTS;
    Pending p = group.pending().atOrAfter(start);
    while (p != null && attempts-- > 0 && claimed.size() + deleted.size() < count) {
      if (!stream.contains(p.ms(), p.seq())) {
        group.remove(p);
        deleted.add(p);
        told.gone(p.id());
      } else if (p.isIdle(call.time(), minIdle)) {
        group.deliver(p, consumer, call.time(), idsOnly ? p.deliveries() : p.nextDeliveries());
        consumer.active(call.time());
        claimed.add(p);
        told.delivered(p);
      }
      p = group.pending().after(p);
    }
    reply(call, p, claimed, idsOnly ? null : stream, deleted);
    call.changed(1, Event.UNTOLD);
    told.position(group);
  }

  private static void reply(
      Call call,
      @Nullable Pending next,
      List<Pending> claimed,
      @Nullable StreamValue stream,
      List<Pending> deleted) {
    EntryReply entries = new EntryReply(call);
    call.reply().array(3);
    entries.id(next == null ? StreamId.MIN : next.id());
    call.reply().array(claimed.size());
    for (Pending p : claimed) {
      if (stream == null) {
        entries.id(p.ms(), p.seq());
      } else {
        entries.entry(stream, p.id());
      }
    }
    call.reply().array(deleted.size());
    for (Pending p : deleted) {
      entries.id(p.ms(), p.seq());
    }
  }
}
