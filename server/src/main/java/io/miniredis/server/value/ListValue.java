package io.miniredis.server.value;

/**
 * A list. Both ends are pushed and popped in constant time, and an element costs little more than
 * its bytes: see {@link ListChain}.
 *
 * <p>While the list is small it is one node whatever the limit says, and its encoding is {@code
 * listpack}. It turns into a {@code quicklist} when {@link #announce} tells that what comes does
 * not fit, and back when it has shrunk to half a node.
 */
public final class ListValue extends ListChain {
  public static final ValueType<ListValue> TYPE =
      new ValueType<>("list", ListValue.class, ListValue::new);

  public ListValue(ValueLimits limits) {
    super(limits);
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
      ListNode fresh = freshNode(element);
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
    ListNode node = seek(index);
    return node.at(node.positionOf(placeIn(index)), into);
  }

  /** Replaces the element with this index, from 0 to {@link #size} - 1. */
  public void set(long index, Slice element) {
    announce(element.length(), 1);
    ListNode node = seek(index);
    int indexInNode = placeIn(index);
    int position = node.positionOf(indexInNode);
    int after =
        node.listpackBytes
            - node.listpackSize(position)
            + ListpackSize.ofEntry(element.array(), element.offset(), element.length());
    int limit = sizeLimit(limits.listMaxListpackSize);
    boolean wasLarge = node.length(position) > limit;
    size--;
    node.remove(position);
    ListNode next = node.next;
    if (wasLarge && next != null && fits(next, element.length())) {
      unlink(node);
      insert(next, next.from, element);
      settle();
      return;
    }
    int hole = node.positionOf(indexInNode);
    if (node.count == 0 || packed || after <= limit) {
      insert(node, hole, element);
    } else {
      insertSplitting(node, hole, indexInNode, element);
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
    found = null;
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
    } else if (size > 1) {
      cut(
          from,
          1); // leaves the bytes as they are, and adding never writes over them before it reads
      push(to, scratch);
      settle();
    }
  }

  /**
   * A walk over the elements.
   *
   * @param index where it begins, from 0 to {@link #size} - 1
   * @param towards the end to which it goes
   */
  public ListCursor cursor(long index, ListEnd towards) {
    ListNode node = seek(index);
    int position = node.positionOf(placeIn(index));
    return towards == ListEnd.RIGHT
        ? new ListCursor(node, position, true)
        : new ListCursor(node, node.next(position), false);
  }

  /**
   * The node that holds the element with this index; {@link #placeIn} is its index there. The way
   * begins at the nearest of the two ends and what was found last: pages are read one by one.
   */
  private ListNode seek(long index) {
    ListNode node = found;
    long first = foundFirst;
    if (node == null || index < first >> 1) {
      node = head;
      first = 0;
    }
    if (size - index < Math.abs(index - first)) {
      node = tail;
      first = size - node.count;
    }
    while (index < first) {
      node = following(node.prev);
      first -= node.count;
    }
    while (index - first >= node.count) {
      first += node.count;
      node = following(node.next);
    }
    found = first <= Integer.MAX_VALUE ? node : null;
    foundFirst = (int) first;
    return node;
  }

  private int placeIn(long index) {
    return (int) index - foundFirst; // right for any index, for a node has fewer than 2^31
  }
}
