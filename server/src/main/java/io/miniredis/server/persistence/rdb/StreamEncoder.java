package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Pending;
import io.miniredis.server.value.PendingList;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamCursor;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes streams in the form of Redis 7.0, a listpack for each block.
 *
 * <p>What was given back to a group is pending without a consumer, which the form does not know. It
 * is written under a consumer that was last seen at {@link GroupDecoder#NOBODY_SEEN}: other servers
 * take that for a consumer who has long gone.
 */
final class StreamEncoder {
  private static final int ID_BYTES = 16;
  private static final int SAME_FIELDS = 2;

  private final ListpackBuilder listpack;
  private final List<byte[]> masterFields = new ArrayList<>();
  private final StreamEntryBuffer entry = new StreamEntryBuffer();

  StreamEncoder(ListpackBuilder listpack) {
    this.listpack = listpack;
  }

  void write(StreamValue stream, RdbOutput out) {
    writeEntries(stream, out);
    out.writeLength(stream.size());
    writeId(stream.lastId(), out);
    writeId(stream.firstId(), out);
    writeId(stream.maxDeletedId(), out);
    out.writeLength(stream.entriesAdded());
    out.writeLength(stream.groups().size());
    for (StreamGroup group : stream.groups()) {
      writeGroup(group, out);
    }
  }

  private static void writeId(StreamId id, RdbOutput out) {
    out.writeLength(id.ms());
    out.writeLength(id.seq());
  }

  // ---- entries

  private void writeEntries(StreamValue stream, RdbOutput out) {
    List<StreamId> blocks = liveBlocks(stream);
    out.writeLength(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      StreamId next = i + 1 < blocks.size() ? blocks.get(i + 1).previous() : StreamId.MAX;
      writeBlock(stream, blocks.get(i), next == null ? StreamId.MAX : next, out);
    }
  }

  /** The ids with which blocks begin that have entries; one may have none left after XTRIM. */
  private static List<StreamId> liveBlocks(StreamValue stream) {
    List<StreamId> live = new ArrayList<>();
    for (int i = 0; i < stream.blocks(); i++) {
      StreamId last = i + 1 < stream.blocks() ? stream.blockId(i + 1).previous() : StreamId.MAX;
      StreamCursor c = last == null ? null : stream.cursor(stream.blockId(i), last, false);
      if (c != null && c.next()) {
        live.add(c.id());
      }
    }
    return live;
  }

  private void writeBlock(StreamValue stream, StreamId first, StreamId last, RdbOutput out) {
    int live = 0;
    for (StreamCursor c = stream.cursor(first, last, false); c != null && c.next(); ) {
      live++;
    }
    StreamCursor c = stream.cursor(first, last, false);
    boolean begun = false;
    while (c != null && c.next()) {
      entry.clear();
      for (int i = 0; i < c.fields(); i++) {
        c.nextField(entry.add(), entry.add());
      }
      if (!begun) {
        begin(c, live, out);
        begun = true;
      }
      writeEntry(c, first);
    }
    listpack.writeTo(out);
  }

  private void begin(StreamCursor c, int live, RdbOutput out) {
    byte[] id = new byte[ID_BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      id[i] = (byte) (c.ms() >>> 56 - 8 * i);
      id[Long.BYTES + i] = (byte) (c.seq() >>> 56 - 8 * i);
    }
    out.writeString(id, 0, ID_BYTES);
    listpack.add(live);
    listpack.add(0);
    listpack.add(c.fields());
    masterFields.clear();
    for (int i = 0; i < entry.elements(); i += 2) {
      listpack.add(entry.element(i));
      masterFields.add(entry.element(i).toBytes());
    }
    listpack.add(0);
  }

  private void writeEntry(StreamCursor c, StreamId first) {
    boolean same = hasMasterFields();
    listpack.add(same ? SAME_FIELDS : 0);
    listpack.add(c.ms() - first.ms());
    listpack.add(c.seq() - first.seq());
    if (!same) {
      listpack.add(c.fields());
    }
    for (int i = same ? 1 : 0; i < entry.elements(); i += same ? 2 : 1) {
      listpack.add(entry.element(i));
    }
    listpack.add(same ? c.fields() + 3 : 2L * c.fields() + 4);
  }

  private boolean hasMasterFields() {
    if (entry.elements() != 2 * masterFields.size()) {
      return false;
    }
    for (int i = 0; i < masterFields.size(); i++) {
      if (!entry.element(2 * i).contentEquals(masterFields.get(i))) {
        return false;
      }
    }
    return true;
  }

  // ---- groups

  private void writeGroup(StreamGroup group, RdbOutput out) {
    out.writeString(group.name());
    writeId(group.lastDelivered(), out);
    out.writeLength(group.entriesRead());
    PendingList pending = group.pending();
    out.writeLength(pending.size());
    for (Pending p = pending.first(); p != null; p = pending.after(p)) {
      writeRawId(p, out);
      out.writeLongLe(p.deliveredAt());
      out.writeLength(p.deliveries());
    }
    out.writeLength(group.consumers().size() + (group.released() > 0 ? 1 : 0));
    for (StreamConsumer consumer : group.consumers()) {
      out.writeString(consumer.name());
      out.writeLongLe(consumer.seenAt());
      writePendingOf(consumer.pending(), out);
    }
    if (group.released() > 0) {
      writeReleased(group, out);
    }
  }

  private static void writePendingOf(PendingList list, RdbOutput out) {
    out.writeLength(list.size());
    for (Pending p = list.first(); p != null; p = list.after(p)) {
      writeRawId(p, out);
    }
  }

  private static void writeRawId(Pending p, RdbOutput out) {
    out.writeLongBe(p.ms());
    out.writeLongBe(p.seq());
  }

  private void writeReleased(StreamGroup group, RdbOutput out) {
    out.writeString(freeName(group));
    out.writeLongLe(GroupDecoder.NOBODY_SEEN);
    out.writeLength(group.released());
    PendingList pending = group.pending();
    for (Pending p = pending.first(); p != null; p = pending.after(p)) {
      if (p.isReleased()) {
        writeRawId(p, out);
      }
    }
  }

  /** A name that no consumer has. */
  private static Slice freeName(StreamGroup group) {
    Slice name = Slice.of("");
    for (int i = 1; group.consumer(name) != null; i++) {
      name = Slice.of("released-" + i);
    }
    return name;
  }
}
