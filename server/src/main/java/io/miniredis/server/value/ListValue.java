package io.miniredis.server.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list: a chain of {@linkplain ListNode nodes} of packed elements, so that both ends are pushed
 * and popped in constant time and an element costs little more than its bytes.
 *
 * <p>There is always at least one node, an empty one in an empty list. Nodes are filled as Redis
 * fills those of a quicklist, after {@link ValueLimits#listMaxListpackSize}; an element too large
 * for any node gets one of its own. While the list is small it is one node whatever the limit says,
 * and its encoding is {@code listpack}. It turns into a {@code quicklist} when {@link #announce}
 * tells that what comes does not fit, and back when it has shrunk to half a node.
 */
public final class ListValue extends Value {
  public static final ValueType<ListValue> TYPE =
      new ValueType<>("list", ListValue.class, ListValue::new);

  private static final int HEAP_BYTES = 48;
  private static final int SAFE_BYTES = 8192; // a node's limit when its elements are counted
  private static final int ENTRY_ESTIMATE = 8; // what Redis adds to an element's length
  private static final int FIRST_CAPACITY = 2048;

  private final ValueLimits limits;
  private ListNode head = new ListNode();
  private ListNode tail = head;
  private long size;
  private long heapBytes = HEAP_BYTES + ListNode.HEAP_BYTES;
  private boolean packed = true;

  public ListValue(ValueLimits limits) {
    this.limits = limits;
  }

  @Override
  public ValueType<?> type() {
    return TYPE;
  }

  @Override
  public String encoding() {
    return packed ? "listpack" : "quicklist";
  }

  @Override
  public long bytes() {
    return heapBytes;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  /** The number of elements. */
  public long size() {
    return size;
  }

  /** The number of nodes, at least one. */
  public int nodes() {
    int n = 0;
    for (ListNode node = head; node != null; node = node.next) {
      n++;
    }
    return n;
  }

  @Override
  public ListValue copy() {
    ListValue c = new ListValue(limits);
    c.packed = packed;
    c.size = size;
    c.heapBytes = HEAP_BYTES;
    ListNode last = null;
    for (ListNode node = head; node != null; node = node.next) {
      ListNode n = node.copy();
      c.heapBytes += heapBytes(n);
      n.prev = last;
      if (last == null) {
        c.head = n;
      } else {
        last.next = n;
      }
      last = n;
      c.tail = n;
    }
    return c;
  }

  /**
   * Tells what is about to be added, so that a list that outgrows its one node becomes a quicklist.
   *
   * @param bytes of all elements to come
   * @param count of the elements to come
   */
  public void announce(long bytes, long count) {
    if (!packed) {
      return;
    }
    int limit = limits.listMaxListpackSize;
    if (head.listpackBytes + bytes > sizeLimit(limit) || head.count + count > countLimit(limit)) {
      packed = false;
    } else if (size == 0 && head.bytes.length == 0 && count > 1) {
      head.reserve((int) (bytes + (bytes / count > 127 ? 4 : 2) * count));
      heapBytes += head.bytes.length;
    }
  }

  /** Adds an element at an end. */
  public void push(ListEnd end, Slice element) {
    announce(element.length(), 1);
    add(end, element);
  }

  /** As {@link #push}, of an element that {@link #announce} was told of, alone or among others. */
  public void add(ListEnd end, Slice element) {
    boolean left = end == ListEnd.LEFT;
    ListNode node = left ? head : tail;
    if (!fits(node, element.length())) {
      ListNode fresh = new ListNode();
      fresh.reserve(
          Math.max(ListNode.sizeOf(element.length()), Math.min(FIRST_CAPACITY, node.used() >> 2)));
      heapBytes += heapBytes(fresh);
      if (left) {
        link(fresh, node.prev, node);
      } else {
        link(fresh, node, node.next);
      }
      node = fresh;
    }
    if (node.count == 0) {
      node.begin(end);
    }
    insert(node, left ? node.from : node.to, element);
  }

  /**
   * Points {@code into} at the element at an end; the list must have one. The bytes stay as they
   * are until the next element is added.
   */
  public Slice peek(ListEnd end, Slice into) {
    return end == ListEnd.LEFT ? head.at(head.from, into) : tail.at(tail.previous(tail.to), into);
  }

  /** Removes the element at an end; the list must have one. */
  public void pop(ListEnd end) {
    drop(end, 1);
  }

  /** Removes {@code count} elements at an end, or all if there are fewer. */
  public void drop(ListEnd end, long count) {
    cut(end, Math.min(count, size));
    settle();
  }

  /** Keeps the elements from index {@code first} to {@code last} and removes the others. */
  public void trim(long first, long last) {
    if (first > last || first >= size) {
      cut(ListEnd.LEFT, size);
      return;
    }
    if (last < size - 1) {
      cut(ListEnd.RIGHT, size - 1 - last);
    }
    cut(ListEnd.LEFT, first);
    settle();
  }

  /** Points {@code into} at the element with this index, from 0 to {@link #size} - 1. */
  public Slice get(long index, Slice into) {
    ListCursor at = cursor(index, ListEnd.RIGHT);
    at.next(into);
    return into;
  }

  /** Replaces the element with this index, from 0 to {@link #size} - 1. */
  public void set(long index, Slice element) {
    announce(element.length(), 1);
    ListCursor at = cursor(index, ListEnd.RIGHT);
    ListNode node = at.node;
    int position = at.position;
    int after =
        node.listpackBytes
            - node.listpackSize(position)
            + ListpackSize.ofEntry(element.array(), element.offset(), element.length());
    size--;
    node.remove(position);
    int hole = node.positionOf(at.indexInNode);
    if (node.count == 0 || packed || after <= sizeLimit(limits.listMaxListpackSize)) {
      insert(node, hole, element);
    } else {
      insertSplitting(node, hole, at.indexInNode, element);
    }
    shrink(node);
    settle();
  }

  /**
   * Inserts an element beside the first one equal to {@code pivot}.
   *
   * @return whether the pivot was found
   */
  public boolean insert(ListEnd side, Slice pivot, Slice element) {
    announce(element.length(), 1);
    for (ListNode node = head; node != null; node = node.next) {
      int index = 0;
      for (int p = node.from; p < node.to; p = node.next(p), index++) {
        if (node.contentEquals(p, pivot)) {
          if (side == ListEnd.LEFT) {
            insertSplitting(node, p, index, element);
          } else {
            insertSplitting(node, node.next(p), index + 1, element);
          }
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Removes elements equal to the given one, beginning at an end.
   *
   * @param max how many at most
   * @return how many were removed
   */
  public long remove(ListEnd begin, Slice element, long max) {
    boolean forward = begin == ListEnd.LEFT;
    long removed = 0;
    ListNode node = forward ? head : tail;
    while (node != null && removed < max) {
      ListNode following = forward ? node.next : node.prev;
      long n =
          forward
              ? node.removeEqual(element, max - removed)
              : node.removeEqualFromEnd(element, max - removed);
      if (n > 0) {
        removed += n;
        if (node.count == 0) {
          unlink(node);
        } else {
          shrink(node);
        }
      }
      node = following;
    }
    size -= removed;
    if (removed > 0) {
      settle();
    }
    return removed;
  }

  /**
   * Moves the element at one end to an end of another list, or of this one. This list must have an
   * element.
   */
  public void move(ListEnd from, ListValue target, ListEnd to, Slice scratch) {
    peek(from, scratch);
    if (target != this) {
      target.push(to, scratch);
      pop(from);
    } else if (from != to && size > 1) {
      add(to, scratch); // first in, then out: the slice must not outlive its element
      pop(from);
    }
  }

  /**
   * A walk over the elements.
   *
   * @param index where it begins, from 0 to {@link #size} - 1
   * @param towards the end to which it goes
   */
  public ListCursor cursor(long index, ListEnd towards) {
    ListNode node;
    long rest = index;
    if (index <= size >> 1) {
      node = head;
      while (rest >= node.count) {
        rest -= node.count;
        node = following(node.next);
      }
    } else {
      node = tail;
      rest = index - (size - node.count);
      while (rest < 0) {
        node = following(node.prev);
        rest += node.count;
      }
    }
    int position = node.positionOf((int) rest);
    return towards == ListEnd.RIGHT
        ? new ListCursor(node, position, (int) rest, true)
        : new ListCursor(node, node.next(position), (int) rest, false);
  }

  private static ListNode following(@Nullable ListNode node) {
    if (node == null) {
      throw new IndexOutOfBoundsException("index past the end of a list");
    }
    return node;
  }

  /**
   * Inserts at a position, in whatever node has room; {@code index} is the position's in the node.
   */
  private void insertSplitting(ListNode node, int position, int index, Slice element) {
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

  private void insert(ListNode node, int position, Slice element) {
    int before = node.bytes.length;
    node.insert(position, element, sizeLimit(limits.listMaxListpackSize) + ENTRY_ESTIMATE);
    heapBytes += node.bytes.length - before;
    size++;
  }

  /** Removes {@code count} elements at an end. */
  private void cut(ListEnd end, long count) {
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
  private void settle() {
    if (head != tail) {
      return;
    }
    shrink(head);
    int limit = limits.listMaxListpackSize;
    if (!packed
        && head.listpackBytes <= (limit < 0 ? sizeLimit(limit) >> 1 : SAFE_BYTES)
        && head.count <= countLimit(limit) >> 1) {
      packed = true;
    }
  }

  private void shrink(ListNode node) {
    int before = node.bytes.length;
    node.shrink();
    heapBytes += node.bytes.length - before;
  }

  private boolean fits(ListNode node, int length) {
    if (packed || node.count == 0) {
      return true;
    }
    int limit = limits.listMaxListpackSize;
    return (long) node.listpackBytes + length + ENTRY_ESTIMATE <= sizeLimit(limit)
        && node.count < countLimit(limit);
  }

  private static int sizeLimit(int limit) {
    return limit >= 0 ? SAFE_BYTES : 2048 << Math.min(5, -limit);
  }

  private static int countLimit(int limit) {
    return limit < 0 ? Integer.MAX_VALUE : Math.max(1, limit);
  }

  private static long heapBytes(ListNode node) {
    return (long) ListNode.HEAP_BYTES + node.bytes.length;
  }

  private void link(ListNode node, @Nullable ListNode before, @Nullable ListNode after) {
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

  private void unlink(ListNode node) {
    heapBytes -= heapBytes(node);
    ListNode before = node.prev;
    ListNode after = node.next;
    if (before == null && after == null) {
      head = new ListNode();
      tail = head;
      heapBytes += heapBytes(head);
      return;
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

  /** Asserts, for tests, that sizes and accounts agree with the nodes. */
  void checkInvariants() {
    long elements = 0;
    long heap = HEAP_BYTES;
    ListNode before = null;
    for (ListNode node = head; node != null; before = node, node = node.next) {
      node.checkInvariants();
      elements += node.count;
      heap += heapBytes(node);
      if (node.prev != before || (node.count == 0 && head != tail)) {
        throw new AssertionError("a wrong link or an empty node: " + node);
      }
    }
    if (before != tail || elements != size || heap != heapBytes || (packed && head != tail)) {
      throw new AssertionError(
          "size %d, counted %d; bytes %d, counted %d".formatted(size, elements, heapBytes, heap));
    }
  }
}
