package io.miniredis.server.value;

/**
 * A walk over a stream's entries, forward or in reverse. It begins before its first entry, and is
 * valid until the stream changes. It costs no object an entry.
 *
 * <pre>{@code
 * StreamCursor c = stream.cursor(StreamId.MIN, StreamId.MAX, false);
 * while (c.next()) {
 *   for (int i = 0; i < c.fields(); i++) {
 *     c.nextField(field, value);
 *   }
 * }
 * }</pre>
 */
public final class StreamCursor {
  private final IdRuns<StreamBlock> blocks;
  private final long firstMs;
  private final long firstSeq;
  private final long lastMs;
  private final long lastSeq;
  private final boolean reverse;

  private int index; // of the block
  private StreamBlock block;
  private int position; // where the next entry begins, or in reverse ends
  private boolean done;

  private long ms;
  private long seq;
  private int fields;
  private boolean sameFields;
  private int flagsAt;
  private int nameAt;
  private int valueAt;

  /** A walk over the entries from one id to another, both included; there is a block. */
  StreamCursor(IdRuns<StreamBlock> blocks, StreamId first, StreamId last, boolean reverse) {
    this.blocks = blocks;
    this.reverse = reverse;
    firstMs = first.ms();
    firstSeq = first.seq();
    lastMs = last.ms();
    lastSeq = last.seq();
    StreamId begin = reverse ? last : first;
    index = blocks.find(begin.ms(), begin.seq());
    if (index < 0 && !reverse) {
      index = 0;
    }
    done = index < 0 || first.isAfter(last);
    block = blocks.get(Math.max(0, index));
    position = reverse ? block.used : block.firstEntry;
  }

  /** Goes to the next entry; false if there is none. */
  public boolean next() {
    while (!done) {
      if (position == (reverse ? block.firstEntry : block.used)) {
        nextBlock();
        continue;
      }
      int flags = reverse ? readBackwards() : readForwards();
      if (behind()) {
        done = true;
      } else if ((flags & StreamBlock.DELETED) == 0 && !before()) {
        readFields(flags);
        return true;
      }
    }
    return false;
  }

  private void nextBlock() {
    index += reverse ? -1 : 1;
    if (index < 0 || index == blocks.size()) {
      done = true;
      return;
    }
    block = blocks.get(index);
    position = reverse ? block.used : block.firstEntry;
  }

  private int readForwards() {
    byte[] bytes = block.bytes;
    int body = Varint.readInt(bytes, position);
    int frame = Varint.size(body);
    int flags = readHead(position + frame);
    position += 2 * frame + body;
    return flags;
  }

  private int readBackwards() {
    int body = Varint.readReversed(block.bytes, position);
    int frame = Varint.size(body);
    position -= 2 * frame + body;
    return readHead(position + frame);
  }

  private int readHead(int at) {
    byte[] bytes = block.bytes;
    flagsAt = at;
    long m = Varint.read(bytes, at + 1);
    int p = at + 1 + Varint.size(m);
    long s = Varint.read(bytes, p);
    valueAt = p + Varint.size(s);
    ms = block.ms + m;
    seq = block.seq + StreamBlock.unzigzag(s);
    return bytes[at];
  }

  private void readFields(int flags) {
    sameFields = (flags & StreamBlock.SAME_FIELDS) != 0;
    if (sameFields) {
      fields = block.fields;
      nameAt = block.names;
    } else {
      fields = Varint.readInt(block.bytes, valueAt);
      valueAt += Varint.size(fields);
    }
  }

  /** Whether the entry lies before the range, in the order of the walk. */
  private boolean before() {
    return reverse
        ? StreamId.compare(ms, seq, lastMs, lastSeq) > 0
        : StreamId.compare(ms, seq, firstMs, firstSeq) < 0;
  }

  private boolean behind() {
    return reverse
        ? StreamId.compare(ms, seq, firstMs, firstSeq) < 0
        : StreamId.compare(ms, seq, lastMs, lastSeq) > 0;
  }

  /** The current entry's milliseconds. */
  public long ms() {
    return ms;
  }

  /** The current entry's number within its millisecond. */
  public long seq() {
    return seq;
  }

  public StreamId id() {
    return new StreamId(ms, seq);
  }

  /** The number of the current entry's fields. */
  public int fields() {
    return fields;
  }

  /** Points the views at the next of the current entry's fields, and at its value. */
  public void nextField(Slice field, Slice value) {
    if (sameFields) {
      nameAt = read(nameAt, field);
    } else {
      valueAt = read(valueAt, field);
    }
    valueAt = read(valueAt, value);
  }

  private int read(int at, Slice into) {
    int length = Varint.readInt(block.bytes, at);
    int from = at + Varint.size(length);
    into.wrap(block.bytes, from, length);
    return from + length;
  }

  StreamBlock block() {
    return block;
  }

  int blockIndex() {
    return index;
  }

  /** Marks the current entry as deleted. */
  void markDeleted() {
    block.bytes[flagsAt] |= StreamBlock.DELETED;
    block.live--;
    block.deleted++;
  }
}
