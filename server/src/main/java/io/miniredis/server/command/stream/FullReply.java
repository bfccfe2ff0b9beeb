package io.miniredis.server.command.stream;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.PendingList;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;

/**
 * The reply of XINFO STREAM FULL. A group tells {@code nacked-count} while it has released entries:
 * without any, the reply is that of Redis 7.4.
 */
final class FullReply {
  private final Call call;
  private final ReplyWriter reply;
  private final EntryReply entries;
  private final long max; // of entries and of pending ones; 0 is no limit

  private FullReply(Call call, long max) {
    this.call = call;
    this.max = max;
    reply = call.reply();
    entries = new EntryReply(call);
  }

  static void write(Call call, StreamValue stream, long max) {
    new FullReply(call, max).write(stream);
  }

  private void write(StreamValue stream) {
    reply.map(9 + XInfoStream.producerPairs(stream));
    XInfoStream.head(call, entries, stream);
    reply.bulk("entries");
    entries.entries(stream.cursor(StreamId.MIN, StreamId.MAX, false), max);
    reply.bulk("groups");
    reply.array(stream.groups().size());
    for (StreamGroup group : stream.groups()) {
      write(group);
    }
  }

  private void write(StreamGroup group) {
    boolean released = group.released() > 0;
    reply.map(released ? 8 : 7);
    reply.bulk("name");
    entries.bulk(group.name());
    XInfoGroups.progress(call, entries, group);
    reply.bulk("pel-count");
    reply.integer(group.pending().size());
    if (released) {
      reply.bulk("nacked-count");
      reply.integer(group.released());
    }
    pending(group.pending(), true);
    reply.bulk("consumers");
    reply.array(group.consumers().size());
    for (StreamConsumer consumer : group.consumers()) {
      reply.map(5);
      reply.bulk("name");
      entries.bulk(consumer.name());
      reply.bulk("seen-time");
      reply.integer(consumer.seenAt());
      reply.bulk("active-time");
      reply.integer(consumer.activeAt());
      reply.bulk("pel-count");
      reply.integer(consumer.pending().size());
      pending(consumer.pending(), false);
    }
  }

  private void pending(PendingList list, boolean withConsumer) {
    reply.bulk("pending");
    long token = reply.beginArray();
    long n = 0;
    for (Pending p = list.first(); p != null && (max == 0 || n < max); p = list.after(p)) {
      reply.array(withConsumer ? 4 : 3);
      entries.id(p.ms(), p.seq());
      if (withConsumer) {
        entries.bulk(p.consumer().name());
      }
      reply.integer(p.deliveredAt());
      reply.integer(p.deliveries());
      n++;
    }
    reply.endArray(token, n);
  }
}
