package io.miniredis.server.value;

/**
 * A job of a queue, or something else that has a time there. What stands in one of a queue's lists,
 * each of which is a ring around a node of its own: so that any node leaves in constant time
 * without its list being known.
 */
public abstract class QueueNode extends RecordTable.Holder {
  private static final byte[] NO_RECORD = {};

  /** The node around which a list is a ring. */
  private static final class End extends QueueNode {
    private End() {
      super(NO_RECORD);
    }
  }

  static final int END_BYTES = 32;

  QueueNode before = this;
  QueueNode behind = this;

  /** When something is to be done about it, in ticks; of no meaning in lists without time. */
  long due;

  QueueNode(byte[] record) {
    super(record);
  }

  /** A list of nothing. */
  static QueueNode end() {
    return new End();
  }

  /** Whether it is in no list; of a list's end: whether that is empty. */
  final boolean isAlone() {
    return behind == this;
  }

  final void leave() {
    before.behind = behind;
    behind.before = before;
    before = this;
    behind = this;
  }

  /** Puts a node that is in no list before this one: of a list's end, at the last place. */
  final void precededBy(QueueNode node) {
    node.before = before;
    node.behind = this;
    before.behind = node;
    before = node;
  }

  /** Moves all nodes of another list to the end of the list of which this is the end. */
  final void append(QueueNode other) {
    if (!other.isAlone()) {
      before.behind = other.behind;
      other.behind.before = before;
      other.before.behind = this;
      before = other.before;
      other.before = other;
      other.behind = other;
    }
  }
}
