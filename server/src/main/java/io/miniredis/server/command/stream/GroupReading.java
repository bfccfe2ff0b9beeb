package io.miniredis.server.command.stream;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.PendingList;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamCursor;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;

/** The two ways in which XREADGROUP reads a stream. */
final class GroupReading {
  private GroupReading() {}

  /** Delivers entries behind the group's last delivered one; there is at least one. */
  static void fresh(
      Call call,
      EntryReply entries,
      StreamValue stream,
      StreamGroup group,
      StreamConsumer consumer,
      Reading reading) {
    ReplyWriter reply = call.reply();
    long token = reply.beginArray();
    long n = 0;
    StreamId start = group.lastDelivered().next();
    StreamCursor cursor = start == null ? null : stream.cursor(start, StreamId.MAX, false);
    while (cursor != null && (reading.count == 0 || n < reading.count) && cursor.next()) {
      group.delivered(cursor.ms(), cursor.seq());
      entries.entry(cursor);
      if (!reading.noAck) {
        makePending(group, cursor, consumer, call.now());
        consumer.active(call.now());
      }
      n++;
    }
    reply.endArray(token, n);
  }

  private static void makePending(
      StreamGroup group, StreamCursor cursor, StreamConsumer consumer, long now) {
    Pending p = group.pending().find(cursor.ms(), cursor.seq());
    if (p == null) {
      group.add(cursor.ms(), cursor.seq(), consumer, now);
    } else {
      group.assign(p, consumer);
      p.delivered(now, 1);
    }
  }

  /** Tells again what the consumer has not acknowledged. */
  static void history(
      Call call,
      EntryReply entries,
      StreamValue stream,
      StreamConsumer consumer,
      StreamId start,
      long max) {
    ReplyWriter reply = call.reply();
    PendingList pending = consumer.pending();
    long token = reply.beginArray();
    long n = 0;
    Pending p = pending.atOrAfter(start);
    while (p != null && (max == 0 || n < max)) {
      if (entries.entry(stream, p.id())) {
        p.delivered(call.now(), p.deliveries() + 1);
      } else {
        reply.array(2);
        entries.id(p.ms(), p.seq());
        reply.nilArray();
      }
      n++;
      p = pending.after(p);
    }
    reply.endArray(token, n);
  }
}
