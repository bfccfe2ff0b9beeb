package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;

/**
 * Reads streams: listpacks of entries, where the stream stands, and its groups ({@link
 * GroupDecoder}). Version 2 (Redis 7.0) added the first and the greatest deleted id and the number
 * of entries ever added, version 3 (7.2) when a consumer last got anything.
 */
final class StreamDecoder {
  private static final int ID_BYTES = 16;
  private static final int DELETED = 1;
  private static final int SAME_FIELDS = 2;

  private final ValueLimits limits;
  private final GroupDecoder groups = new GroupDecoder();
  private final Slice packed = new Slice();
  private final Slice number = new Slice();
  private final StreamEntryBuffer master = new StreamEntryBuffer();
  private final StreamEntryBuffer entry = new StreamEntryBuffer();

  StreamDecoder(ValueLimits limits) {
    this.limits = limits;
  }

  StreamValue read(int type, RdbInput in) throws IOException {
    StreamValue stream = new StreamValue(limits);
    long offset = in.offset();
    int listpacks = in.readCount(2);
    for (int i = 0; i < listpacks; i++) {
      readListpack(in, stream);
    }
    long length = in.readLength();
    if (length != stream.size()) {
      throw new RdbException(
          offset,
          "a stream of " + stream.size() + " entries that tells " + Long.toUnsignedString(length));
    }
    StreamId last = readId(in);
    if (last.isBefore(stream.lastId())) {
      throw new RdbException(offset, "a stream whose last id is before that of an entry");
    }
    stream.lastId(last);
    if (type != RdbType.STREAM) {
      readId(in); // the first id, which the entries tell
      stream.maxDeletedId(readId(in));
      stream.entriesAdded(in.readLength());
    } else {
      stream.entriesAdded(length);
    }
    int groupCount = in.readCount(1);
    for (int i = 0; i < groupCount; i++) {
      groups.read(type, in, stream);
    }
    return stream;
  }

  static StreamId readId(RdbInput in) throws IOException {
    long ms = in.readLength();
    return new StreamId(ms, in.readLength());
  }

  private void readListpack(RdbInput in, StreamValue stream) throws IOException {
    long offset = in.offset();
    in.readString(packed);
    if (packed.length() != ID_BYTES) {
      throw new RdbException(offset, "an id of " + packed.length() + " bytes in a stream");
    }
    RdbInput id = new RdbInput(packed.array(), packed.offset(), ID_BYTES);
    long ms = id.readLongBe();
    long seq = id.readLongBe();
    offset = in.offset();
    ListpackReader elements = new ListpackReader(in.readString(packed), offset);
    long live = count(elements);
    long deleted = count(elements);
    int fields = (int) count(elements);
    master.clear();
    for (int i = 0; i < fields; i++) {
      elements.need(master.add());
      master.add();
    }
    if (number(elements) != 0) {
      throw elements.corrupt("does not end its fields with 0");
    }
    while (elements.next(number)) {
      if (readEntry(elements, whole(elements), ms, seq, fields, stream)) {
        live--;
      } else {
        deleted--;
      }
    }
    if (live != 0 || deleted != 0) {
      throw elements.corrupt("tells another number of entries than it has");
    }
  }

  /** Reads one entry; false if it is marked as deleted. */
  private boolean readEntry(
      ListpackReader elements, long flags, long ms, long seq, int fields, StreamValue stream)
      throws IOException {
    if ((flags & ~(DELETED | SAME_FIELDS)) != 0) {
      throw elements.corrupt("has an entry with unknown flags");
    }
    StreamId id = new StreamId(ms + number(elements), seq + number(elements));
    long elementCount;
    if ((flags & SAME_FIELDS) != 0) {
      for (int i = 0; i < fields; i++) {
        elements.need(master.elementToRead(2 * i + 1));
      }
      elementCount = fields + 3L;
    } else {
      long own = count(elements);
      entry.clear();
      for (long i = 0; i < 2 * own; i++) {
        elements.need(entry.add());
      }
      elementCount = 2 * own + 4;
    }
    if (number(elements) != elementCount) {
      throw elements.corrupt("tells another number of elements of an entry than it has");
    }
    if ((flags & DELETED) != 0) {
      return false;
    }
    StreamEntryBuffer content = (flags & SAME_FIELDS) != 0 ? master : entry;
    if (!id.isAfter(stream.lastId())) {
      throw elements.corrupt("has entries whose ids do not ascend");
    }
    if (content.elements() == 0 || content.bytes() > StreamValue.LARGEST_ENTRY) {
      throw elements.corrupt("has an entry without fields, or one that is too large");
    }
    stream.add(id, content);
    return true;
  }

  private long number(ListpackReader elements) throws RdbException {
    elements.need(number);
    return whole(elements);
  }

  private long whole(ListpackReader elements) throws RdbException {
    if (!number.isLong()) {
      throw elements.corrupt("has text where a number should be");
    }
    return number.asLong();
  }

  private long count(ListpackReader elements) throws RdbException {
    long n = number(elements);
    if (n < 0 || n > Integer.MAX_VALUE / 2) {
      throw elements.corrupt("has a count of " + n);
    }
    return n;
  }
}
