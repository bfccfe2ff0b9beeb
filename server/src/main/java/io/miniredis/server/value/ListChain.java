package io.miniredis.server.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The chain of {@linkplain ListNode nodes} that a list is. There is always at least one, an empty
 * one in an empty list. They are filled as Redis fills those of a quicklist, after {@link
 * ValueLimits#listMaxListpackSize}; an element too large for any node gets one of its own.
 */
abstract class ListChain extends Value {
  static final int HEAP_BYTES = 56;
  private static final int SAFE_BYTES = 8192; // a node's limit when its elements are counted
  private static final int ENTRY_ESTIMATE = 8; // what Redis adds to an element's length

  final ValueLimits limits;
  ListNode head = new ListNode();
  ListNode tail = head;
  long size;
  long heapBytes = HEAP_BYTES + ListNode.HEAP_BYTES;
  boolean packed = true; // one node, whatever is in it

  /** The node that was looked for last, if nothing changed since; and its first element's index. */
  @Nullable ListNode found;

  int foundFirst;

  /**
   * The node that was unlinked last, while there are others: a queue, which empties nodes at one
   * end and needs them at the other, makes no garbage.
   */
  private @Nullable ListNode spare;

  ListChain(ValueLimits limits) {
    this.limits = limits;
  }

  /** A node without elements for this one and more, not yet linked. */
  ListNode freshNode(Slice element) {
    ListNode node = spare;
    int need = ListNode.sizeOf(element.length());
    // an element that was just taken from the spare node would be overwritten before it is copied
    if (node == null || node.bytes.length < need || node.bytes == element.array()) {
      node = new ListNode();
      node.reserve(Math.max(need, capacityOfNext()));
      heapBytes += heapBytes(node);
    } else {
      spare = null;
    }
    return node;
  }

  /** Bytes of heap of a node that is kept though it holds no elements. */
  long spareBytes() {
    return spare == null ? 0 : heapBytes(spare);
  }

  private void dropSpare() {
    if (spare != null) {
      heapBytes -= heapBytes(spare);
      spare = null;
    }
  }

  /** Room to begin a node with: all it will take in a large list, less in a small one. */
  int capacityOfNext() {
    return (int) Math.min(roomyCapacity(), heapBytes >> 3);
  }

  private int roomyCapacity() {
    return sizeLimit(limits.listMaxListpackSize) + ENTRY_ESTIMATE;
  }

  static ListNode following(@Nullable ListNode node) {
    if (node == null) {
      throw new IndexOutOfBoundsException("index past the end of a list");
    }
    return node;
  }

  /**
   * Inserts at a position, in whatever node has room; {@code index} is the position's in the node.
   */
  void insertSplitting(ListNode node, int position, int index, Slice element) {
    int length = element.length();
    ListNode target = node;
    int at = position;
    int i = index;
    while (!fits(target, length)) {
      ListNode before = target.prev;
      ListNode after = target.next;
      if (i == 0 && before != null && fits(before, length)) {
        target = before;
        at = before.to;
        break;
      }
      if (i == target.count && after != null && fits(after, length)) {
        target = after;
        at = after.from;
        break;
      }
      if (i == 0 || i == target.count) {
        ListNode fresh = new ListNode();
        heapBytes += heapBytes(fresh);
        link(fresh, i == 0 ? before : target, i == 0 ? target : after);
        target = fresh;
        at = 0;
        break;
      }
      int keep = length > sizeLimit(limits.listMaxListpackSize) ? i : target.count >> 1;
      ListNode right = split(target, keep);
      if (i > keep) {
        target = right;
        i -= keep;
      }
      at = target.positionOf(i);
    }
    insert(target, at, element);
  }

  private ListNode split(ListNode node, int keep) {
    ListNode right = node.splitOff(node.positionOf(keep), node.count - keep);
    heapBytes += heapBytes(right);
    link(right, node, node.next);
    shrink(node);
    return right;
  }

  void insert(ListNode node, int position, Slice element) {
    found = null;
    int before = node.bytes.length;
    node.insert(position, element, roomyCapacity());
    heapBytes += node.bytes.length - before;
    size++;
  }

  /** Removes {@code count} elements at an end. */
  void cut(ListEnd end, long count) {
    found = null;
    boolean left = end == ListEnd.LEFT;
    long rest = count;
    while (rest > 0) {
      ListNode node = left ? head : tail;
      if (rest < node.count) {
        if (left) {
          node.removeFirst((int) rest);
        } else {
          node.removeLast((int) rest);
        }
        break;
      }
      rest -= node.count;
      unlink(node);
    }
    size -= count;
  }

  /**
   * After something was removed: gives memory back, and becomes a listpack again if small enough.
   */
  void settle() {
    if (head != tail) {
      return;
    }
    dropSpare();
    shrink(head);
    int limit = limits.listMaxListpackSize;
    if (!packed
        && head.listpackBytes <= (limit < 0 ? sizeLimit(limit) >> 1 : SAFE_BYTES)
        && head.count <= countLimit(limit) >> 1) {
      packed = true;
    }
  }

  void shrink(ListNode node) {
    int before = node.bytes.length;
    node.shrink();
    heapBytes += node.bytes.length - before;
  }

  boolean fits(ListNode node, int length) {
    if (packed || node.count == 0) {
      return true;
    }
    int limit = limits.listMaxListpackSize;
    return (long) node.listpackBytes + length + ENTRY_ESTIMATE <= sizeLimit(limit)
        && node.count < countLimit(limit);
  }

  static int sizeLimit(int limit) {
    return limit >= 0 ? SAFE_BYTES : 2048 << Math.min(5, -limit);
  }

  static int countLimit(int limit) {
    return limit < 0 ? Integer.MAX_VALUE : Math.max(1, limit);
  }

  static long heapBytes(ListNode node) {
    return (long) ListNode.HEAP_BYTES + node.bytes.length;
  }

  void link(ListNode node, @Nullable ListNode before, @Nullable ListNode after) {
    found = null;
    node.prev = before;
    node.next = after;
    if (before == null) {
      head = node;
    } else {
      before.next = node;
    }
    if (after == null) {
      tail = node;
    } else {
      after.prev = node;
    }
  }

  void unlink(ListNode node) {
    found = null;
    dropSpare();
    ListNode before = node.prev;
    ListNode after = node.next;
    if (before == null && after == null) {
      heapBytes -= heapBytes(node);
      head = new ListNode();
      tail = head;
      heapBytes += heapBytes(head);
      return;
    }
    if (node.bytes.length <= roomyCapacity()) {
      node.forget();
      spare = node;
    } else {
      heapBytes -= heapBytes(node);
    }
    if (before == null) {
      head = Objects.requireNonNull(after);
    } else {
      before.next = after;
    }
    if (after == null) {
      tail = Objects.requireNonNull(before);
    } else {
      after.prev = before;
    }
  }
}
