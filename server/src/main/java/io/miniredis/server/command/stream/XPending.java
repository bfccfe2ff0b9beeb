package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.PendingList;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;

/**
 * Tells what the consumers of a group have not acknowledged: in short, or with a range entry by
 * entry. An entry that was released has a consumer without a name, and -1 for its idle time.
 *
 * <p>Checked in this order: the number of arguments, IDLE's number, that a range follows it, the
 * count, the range's start, its end, the key's type, that stream and group exist.
 */
final class XPending implements Command {
  static final Spec SPEC =
      Spec.command("XPENDING", Group.STREAM)
          .summary("Tells what the consumers of a group have not acknowledged.")
          .usage("key group [[IDLE min-idle-time] start end count [consumer]]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("5.0.0")
          .complexity(
              "O(log(N)+M) for M of N pending entries; O(C) without a range, for C consumers")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int argc = call.argc();
    if (argc == 3) {
      summary(call, StreamErrors.group(call, 1, 2));
      return;
    }
    if (argc < 6 || argc > 9) {
      throw CommandError.SYNTAX;
    }
    long minIdle = 0;
    int range = 3;
    if (call.argIs(range, "IDLE")) {
      minIdle = call.longArg(range + 1);
      if (argc < 8) {
        throw CommandError.SYNTAX;
      }
      range += 2;
    }
    long count = call.longArg(range + 2);
    StreamId start = Ids.rangeStart(call, range);
    StreamId end = Ids.rangeEnd(call, range + 1);
    StreamGroup group = StreamErrors.group(call, 1, 2);
    PendingList pending = group.pending();
    if (range + 3 < argc) {
      StreamConsumer consumer = group.consumer(call.arg(range + 3));
      if (consumer == null) {
        call.reply().array(0);
        return;
      }
      pending = consumer.pending();
    }
    entries(call, pending, start, end, count, minIdle);
  }

  private static void summary(Call call, StreamGroup group) {
    ReplyWriter reply = call.reply();
    reply.array(4);
    PendingList pending = group.pending();
    reply.integer(pending.size());
    Pending first = pending.first();
    Pending last = pending.last();
    if (first == null || last == null) {
      reply.nil();
      reply.nil();
      reply.nilArray();
      return;
    }
    EntryReply entries = new EntryReply(call);
    entries.id(first.ms(), first.seq());
    entries.id(last.ms(), last.seq());
    long token = reply.beginArray();
    int n = 0;
    for (StreamConsumer consumer : group.consumers()) {
      if (consumer.pending().size() > 0) {
        reply.array(2);
        entries.bulk(consumer.name());
        reply.bulkLong(consumer.pending().size());
        n++;
      }
    }
    reply.endArray(token, n);
  }

  private static void entries(
      Call call, PendingList pending, StreamId start, StreamId end, long count, long minIdle) {
    ReplyWriter reply = call.reply();
    EntryReply entries = new EntryReply(call);
    long token = reply.beginArray();
    long n = 0;
    Pending p = count > 0 ? pending.atOrAfter(start) : null;
    while (p != null && n < count && p.compareTo(end) <= 0) {
      if (p.isIdle(call.time(), minIdle)) {
        reply.array(4);
        entries.id(p.ms(), p.seq());
        entries.bulk(p.consumer().name());
        reply.integer(p.isReleased() ? -1 : Math.max(0, call.time() - p.deliveredAt()));
        reply.integer(p.deliveries());
        n++;
      }
      p = pending.after(p);
    }
    reply.endArray(token, n);
  }
}
