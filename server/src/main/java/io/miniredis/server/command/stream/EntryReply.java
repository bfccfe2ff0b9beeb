package io.miniredis.server.command.stream;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamCursor;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import org.jspecify.annotations.Nullable;

/** Writes ids and entries. One serves a whole command. */
final class EntryReply {
  private final ReplyWriter reply;
  private final byte[] text = UnsignedText.roomForId();
  private final Slice field = new Slice();
  private final Slice value = new Slice();

  EntryReply(Call call) {
    reply = call.reply();
  }

  void id(StreamId id) {
    id(id.ms(), id.seq());
  }

  void id(long ms, long seq) {
    int at = UnsignedText.write(ms, text, 0);
    text[at++] = '-';
    reply.bulk(text, 0, UnsignedText.write(seq, text, at));
  }

  void bulk(Slice s) {
    reply.bulk(s.array(), s.offset(), s.length());
  }

  /** Writes the cursor's current entry: its id, and an array of fields and values. */
  void entry(StreamCursor cursor) {
    reply.array(2);
    body(cursor);
  }

  /** Writes an entry with two numbers behind its fields, as CLAIM of XREADGROUP has it. */
  void entry(StreamCursor cursor, long idle, long deliveries) {
    reply.array(4);
    body(cursor);
    reply.integer(idle);
    reply.integer(deliveries);
  }

  private void body(StreamCursor cursor) {
    id(cursor.ms(), cursor.seq());
    int fields = cursor.fields();
    reply.array(2L * fields);
    for (int i = 0; i < fields; i++) {
      cursor.nextField(field, value);
      bulk(field);
      bulk(value);
    }
  }

  /** Writes the entry with this id; false, and nothing written, if there is none. */
  boolean entry(StreamValue stream, StreamId id) {
    StreamCursor cursor = stream.at(id);
    if (cursor == null || !cursor.next()) {
      return false;
    }
    entry(cursor);
    return true;
  }

  /** Writes the entry with this id, which there is, and two numbers. */
  void entry(StreamValue stream, StreamId id, long idle, long deliveries) {
    StreamCursor cursor = stream.at(id);
    if (cursor != null && cursor.next()) {
      entry(cursor, idle, deliveries);
    }
  }

  /** Writes an array of the entries to come, {@code max} at most; 0 is no limit. */
  void entries(@Nullable StreamCursor cursor, long max) {
    if (cursor == null) {
      reply.array(0);
      return;
    }
    long token = reply.beginArray();
    long n = 0;
    while ((max == 0 || n < max) && cursor.next()) {
      entry(cursor);
      n++;
    }
    reply.endArray(token, n);
  }
}
