package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.ListCursor;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.QueueText;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamCursor;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in a file, as lines of text. */
final class RdbText implements RdbVisitor {
  private final List<String> lines = new ArrayList<>();

  /** Everything in the file; it must be valid. */
  static List<String> of(byte[] file) throws IOException {
    return of(file, true);
  }

  static List<String> of(byte[] file, boolean checksChecksum) throws IOException {
    RdbText text = new RdbText();
    RdbInput in = new RdbInput(file, 0, file.length);
    new RdbReader(in, new ValueLimits(), checksChecksum, text).read();
    if (in.remaining() > 0) {
      throw in.corrupt("more");
    }
    return text.lines;
  }

  @Override
  public void aux(Slice name, Slice text) {
    lines.add("aux " + name + "=" + text);
  }

  @Override
  public void select(int database) {
    lines.add("select " + database);
  }

  @Override
  public void sizes(long keys, long expiring) {
    lines.add("sizes " + keys + " " + expiring);
  }

  @Override
  public void function(Slice source) {
    lines.add("function " + source);
  }

  @Override
  public void moduleData(String module) {
    lines.add("module data " + module);
  }

  @Override
  public void emptyKey(Slice key) {
    lines.add("empty " + key);
  }

  @Override
  public void key(
      Slice key, @Nullable Value value, Slice text, long expiry, long idle, int frequency) {
    lines.add(
        key
            + (expiry == Record.NO_EXPIRY ? "" : " @" + expiry)
            + (idle == UNTOLD ? "" : " idle=" + idle)
            + (frequency == UNTOLD ? "" : " freq=" + frequency)
            + " = "
            + (value == null ? text : value.encoding() + " " + show(value)));
  }

  static String show(Value value) {
    Slice a = new Slice();
    Slice b = new Slice();
    List<String> all = new ArrayList<>();
    switch (value) {
      case StringValue string -> all.add(string.view(a).toString());
      case ListValue list -> {
        ListCursor c = list.cursor(0, ListEnd.RIGHT);
        while (c.next(a)) {
          all.add(a.toString());
        }
      }
      case SetValue set -> {
        for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
          all.add(set.member(p, a).toString());
        }
        all.sort(null);
      }
      case SortedSetValue set -> {
        SortedSetCursor c = set.all();
        while (c.next()) {
          all.add(c.member() + ":" + c.score());
        }
      }
      case HashValue hash -> {
        for (int p = hash.next(HashValue.NONE, Long.MIN_VALUE);
            p != HashValue.NONE;
            p = hash.next(p, Long.MIN_VALUE)) {
          long expiry = hash.expiry(p);
          all.add(
              hash.field(p, a)
                  + ":"
                  + hash.value(p, b)
                  + (expiry == HashValue.NO_EXPIRY ? "" : "@" + expiry));
        }
        all.sort(null);
      }
      case StreamValue stream -> show(stream, all);
      case QueueValue queue -> all.addAll(QueueText.of(queue));
      default -> all.add("?");
    }
    return String.join(" ", all);
  }

  private static void show(StreamValue stream, List<String> all) {
    Slice a = new Slice();
    Slice b = new Slice();
    StreamCursor c = stream.cursor(StreamId.MIN, StreamId.MAX, false);
    while (c != null && c.next()) {
      all.add(c.id().toString());
      for (int i = 0; i < c.fields(); i++) {
        c.nextField(a, b);
        all.add(a + ":" + b);
      }
    }
    all.add("last=" + stream.lastId());
    all.add("deleted=" + stream.maxDeletedId());
    all.add("added=" + stream.entriesAdded());
    if (stream.producers() != null) {
      stream
          .producers()
          .forEach((p, m, id, time) -> all.add("sent=" + p + "," + m + "," + id + "," + time));
    }
    for (StreamGroup group : stream.groups()) {
      all.add("group=" + group.name() + "," + group.lastDelivered() + "," + group.entriesRead());
      for (StreamConsumer consumer : group.consumers()) {
        all.add(
            "consumer=" + consumer.name() + "," + consumer.seenAt() + "," + consumer.activeAt());
      }
      for (Pending p = group.pending().first(); p != null; p = group.pending().after(p)) {
        all.add(
            "pending="
                + p.id()
                + ","
                + p.consumer().name()
                + ","
                + p.deliveredAt()
                + ","
                + p.deliveries());
      }
    }
  }
}
