package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/** Ids that a queue remembers for some time, each perhaps with something beside it. */
final class QueueMemory {
  private static final class Remembered extends QueueNode {
    private static final int OBJECT_BYTES = 32;

    private Remembered(byte[] record, long until) {
      super(record);
      due = until;
    }

    private long bytes() {
      return OBJECT_BYTES + Record.heapBytes(record);
    }
  }

  private static final long BYTES = 48 + QueueNode.END_BYTES;
  private static final long COARSE = 1024; // nobody sees that what is over goes a second later

  private final int max;
  private final RecordTable byId = new RecordTable();
  private final QueueNode inOrder = QueueNode.end();
  private long bytes = BYTES;

  /** Remembers so many at most. */
  QueueMemory(int max) {
    this.max = max;
  }

  long bytes() {
    return bytes + byId.heapBytes();
  }

  int size() {
    return byId.size();
  }

  /** Remembers an id until a time, which is not before those of the others. */
  void remember(Slice id, Slice value, long until) {
    long hash = Hashing.hash(id);
    long token = byId.locate(id.array(), id.offset(), id.length(), hash);
    if (token != RecordTable.ABSENT) {
      forget(token);
    }
    Remembered made = new Remembered(Record.of(id, value), until);
    byId.insert(made, hash);
    inOrder.precededBy(made);
    bytes += made.bytes();
    if (byId.size() > max) {
      forgetFirst();
    }
  }

  boolean knows(Slice id, long now) {
    return byId.find(id) instanceof Remembered r && r.due > now;
  }

  /** Points {@code into} at what is remembered beside an id; null if it is not known. */
  @Nullable Slice find(Slice id, long now, Slice into) {
    return byId.find(id) instanceof Remembered r && r.due > now
        ? Record.value(r.record, into)
        : null;
  }

  /** When it is to be looked after for what is over. */
  long next() {
    return inOrder.isAlone() ? Long.MAX_VALUE : (inOrder.behind.due | (COARSE - 1)) + 1;
  }

  /** Forgets what is over, at most so much; whether there is more. */
  boolean expire(long now, int atMost) {
    int left = atMost;
    while (!inOrder.isAlone() && inOrder.behind.due <= now) {
      if (left-- == 0) {
        return true;
      }
      forgetFirst();
    }
    return false;
  }

  private void forgetFirst() {
    byte[] r = inOrder.behind.record;
    Slice id = Record.key(r, new Slice());
    forget(byId.locate(id.array(), id.offset(), id.length(), Hashing.hash(id)));
  }

  private void forget(long token) {
    Remembered gone = (Remembered) byId.removeAt(token);
    gone.leave();
    bytes -= gone.bytes();
  }

  /** Is shown what is remembered. */
  interface Visitor {
    void remembered(Slice id, Slice value, long until);
  }

  /** Shows all, the earliest first. */
  void forEach(Visitor visitor) {
    Slice id = new Slice();
    Slice value = new Slice();
    for (QueueNode n = inOrder.behind; n != inOrder; n = n.behind) {
      visitor.remembered(Record.key(n.record, id), Record.value(n.record, value), n.due);
    }
  }
}
