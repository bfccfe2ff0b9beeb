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
import java.util.List;

/** The ways in which XREADGROUP reads a stream. */
final class GroupReading {
  private GroupReading() {}

  /**
   * What CLAIM would have the consumer get: pending for the time asked for, the longest idle first.
   * What the stream has no more is pending no longer.
   */
  static List<Pending> due(
      Call call, StreamValue stream, StreamGroup group, Reading reading, Told told) {
    List<Pending> due;
    boolean gone;
    do {
      due = group.idle(call.time(), reading.claim, reading.count);
      gone = false;
      for (Pending p : due) {
        if (!stream.contains(p.ms(), p.seq())) {
          group.remove(p);
          told.gone(p.id());
          gone = true;
        }
      }
    } while (gone);
    return due;
  }

  /** Delivers what is due, and then entries behind the group's last delivered one. */
  static void fresh(
      Call call,
      EntryReply entries,
      StreamValue stream,
      StreamGroup group,
      StreamConsumer consumer,
      Reading reading,
      List<Pending> due,
      Told told) {
    ReplyWriter reply = call.reply();
    long token = reply.beginArray();
    long n = due.size();
    for (Pending p : due) {
      long idle = p.isReleased() ? -1 : Math.max(0, call.time() - p.deliveredAt());
      entries.entry(stream, p.id(), idle, p.deliveries());
      group.deliver(p, consumer, call.time(), p.nextDeliveries());
      consumer.active(call.time());
      told.delivered(p);
    }
    StreamId start = group.lastDelivered().next();
    StreamCursor cursor = start == null ? null : stream.cursor(start, StreamId.MAX, false);
    while (cursor != null && (reading.count == 0 || n < reading.count) && cursor.next()) {
      group.delivered(cursor.ms(), cursor.seq());
      if (reading.claim < 0) {
        entries.entry(cursor);
      } else {
        entries.entry(cursor, 0, 0);
      }
      if (!reading.noAck) {
        makePending(group, cursor, consumer, call.time());
        told.deliveredFirst(cursor.ms(), cursor.seq());
        consumer.active(call.time());
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
      group.deliver(p, consumer, now, 1);
    }
  }

  /** Tells again what the consumer has not acknowledged. */
  static void history(
      Call call,
      EntryReply entries,
      StreamValue stream,
      StreamGroup group,
      StreamConsumer consumer,
      StreamId start,
      long max,
      Told told) {
    ReplyWriter reply = call.reply();
    PendingList pending = consumer.pending();
    long token = reply.beginArray();
    long n = 0;
    Pending p = pending.atOrAfter(start);
    while (p != null && (max == 0 || n < max)) {
      if (entries.entry(stream, p.id())) {
        group.deliver(p, consumer, call.time(), p.nextDeliveries());
        told.delivered(p);
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
