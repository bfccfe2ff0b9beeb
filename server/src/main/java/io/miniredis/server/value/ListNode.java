package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/**
 * One chunk of a {@link ListValue}: elements back to back in the middle of an array, with a gap at
 * both ends, so that either end takes and gives elements without moving the others.
 *
 * <p>An element is its length, its bytes, and its length again, mirrored: so it can be walked both
 * ways. A length is seven bits a byte, lowest first, the high bit set on all but the last. A
 * position is the index of an element's first byte; {@link #to} is the position behind the last.
 *
 * <p>When a gap runs out, the elements move to the middle if a quarter of the array is free, else
 * to a larger array with the new gap at the side that asked: both cost a constant per byte pushed.
 */
final class ListNode {
  /** This object and its array's header. */
  static final int HEAP_BYTES = 40 + 16;

  private static final byte[] NOTHING = {};
  private static final int WORTH_SHRINKING = 128;

  byte[] bytes = NOTHING;
  int from;
  int to;
  int count;

  /** What the elements would take as a listpack. */
  int listpackBytes = ListpackSize.EMPTY;

  @Nullable ListNode prev;
  @Nullable ListNode next;

  static int sizeOf(int length) {
    return length + 2 * lengthBytes(length);
  }

  private static int lengthBytes(int length) {
    return length < 1 << 7
        ? 1
        : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : length < 1 << 28 ? 4 : 5;
  }

  int used() {
    return to - from;
  }

  int next(int position) {
    return position + sizeOf(length(position));
  }

  int previous(int position) {
    int b = bytes[position - 1];
    return position - sizeOf(b >= 0 ? b : readLength(position - 1, -1));
  }

  /** The length of the element at a position. */
  int length(int position) {
    int b = bytes[position];
    return b >= 0 ? b : readLength(position, 1);
  }

  Slice at(int position, Slice into) {
    int length = length(position);
    return into.wrap(bytes, position + lengthBytes(length), length);
  }

  boolean contentEquals(int position, Slice other) {
    int length = length(position);
    return length == other.length()
        && other.contentEquals(bytes, position + lengthBytes(length), length);
  }

  /** The position of the element with this index in the node. */
  int positionOf(int index) {
    int p;
    if (index <= count >> 1) {
      p = from;
      for (int i = 0; i < index; i++) {
        p = next(p);
      }
    } else {
      p = to;
      for (int i = count; i > index; i--) {
        p = previous(p);
      }
    }
    return p;
  }

  /** Makes room for elements of this many bytes in a node that has none. */
  void reserve(int capacity) {
    bytes = new byte[rounded(capacity)];
    from = 0;
    to = 0;
  }

  /** Takes a node out of its chain, without its elements; their bytes stay as they are. */
  void forget() {
    prev = null;
    next = null;
    count = 0;
    from = 0;
    to = 0;
    listpackBytes = ListpackSize.EMPTY;
  }

  /** Readies a node without elements for elements pushed at an end. */
  void begin(ListEnd end) {
    from = end == ListEnd.LEFT ? bytes.length : 0;
    to = from;
  }

  /** Inserts an element before the one at {@code position}; it may lie in this node. */
  void insert(int position, Slice element, int roomyCapacity) {
    byte[] source = element.array();
    int length = element.length();
    int offset = element.offset();
    int at = open(position, sizeOf(length), source == bytes, roomyCapacity);
    at = writeLength(at, 1, length);
    System.arraycopy(source, offset, bytes, at, length);
    at += length;
    writeLength(at + lengthBytes(length) - 1, -1, length);
    count++;
    listpackBytes += ListpackSize.ofEntry(source, offset, length);
  }

  /** Removes the element at {@code position}. */
  void remove(int position) {
    int end = next(position);
    listpackBytes -= listpackSize(position);
    count--;
    close(position, end);
  }

  /** Removes the first {@code n} elements. */
  void removeFirst(int n) {
    for (int i = 0; i < n; i++) {
      int end = next(from);
      listpackBytes -= listpackSize(from);
      from = end;
    }
    count -= n;
  }

  /** Removes the last {@code n} elements. */
  void removeLast(int n) {
    for (int i = 0; i < n; i++) {
      to = previous(to);
      listpackBytes -= listpackSize(to);
    }
    count -= n;
  }

  /**
   * Removes up to {@code max} elements equal to the given one, first ones first; tells how many.
   */
  long removeEqual(Slice element, long max) {
    int removed = 0;
    int write = from;
    int kept = from; // what stands between here and the walk is kept, but not moved yet
    for (int p = from; p < to && removed < max; ) {
      int end = next(p);
      if (contentEquals(p, element)) {
        System.arraycopy(bytes, kept, bytes, write, p - kept);
        write += p - kept;
        kept = end;
        removed++;
      }
      p = end;
    }
    if (removed > 0) {
      System.arraycopy(bytes, kept, bytes, write, to - kept);
      to = write + to - kept;
      removed(element, removed);
    }
    return removed;
  }

  /** Removes up to {@code max} elements equal to the given one, last ones first; tells how many. */
  long removeEqualFromEnd(Slice element, long max) {
    int removed = 0;
    int write = to;
    int kept = to;
    for (int p = to; p > from && removed < max; ) {
      int start = previous(p);
      if (contentEquals(start, element)) {
        write -= kept - p;
        System.arraycopy(bytes, p, bytes, write, kept - p);
        kept = start;
        removed++;
      }
      p = start;
    }
    if (removed > 0) {
      write -= kept - from;
      System.arraycopy(bytes, from, bytes, write, kept - from);
      from = write;
      removed(element, removed);
    }
    return removed;
  }

  /**
   * Takes the elements from {@code position} on, {@code n} of them, into a new node, not yet
   * linked.
   */
  ListNode splitOff(int position, int n) {
    ListNode right = new ListNode();
    right.reserve(to - position);
    right.to = to - position;
    System.arraycopy(bytes, position, right.bytes, 0, to - position);
    right.count = n;
    for (int p = 0; p < right.to; p = right.next(p)) {
      right.listpackBytes += right.listpackSize(p);
    }
    to = position;
    count -= n;
    listpackBytes -= right.listpackBytes - ListpackSize.EMPTY;
    return right;
  }

  /** A copy without gaps and links. */
  ListNode copy() {
    ListNode c = new ListNode();
    c.reserve(used());
    c.to = used();
    System.arraycopy(bytes, from, c.bytes, 0, c.to);
    c.count = count;
    c.listpackBytes = listpackBytes;
    return c;
  }

  /** Gives memory back if less than a quarter of it is in use. */
  void shrink() {
    int used = used();
    if (bytes.length > WORTH_SHRINKING && used < bytes.length >> 2) {
      byte[] smaller = new byte[rounded(used << 1)];
      int at = (smaller.length - used) >> 1;
      System.arraycopy(bytes, from, smaller, at, used);
      bytes = smaller;
      from = at;
      to = at + used;
    }
  }

  private void removed(Slice element, int times) {
    count -= times;
    listpackBytes -=
        times * ListpackSize.ofEntry(element.array(), element.offset(), element.length());
  }

  int listpackSize(int position) {
    int length = length(position);
    return ListpackSize.ofEntry(bytes, position + lengthBytes(length), length);
  }

  private int readLength(int at, int step) {
    int length = 0;
    for (int i = at, shift = 0; ; i += step, shift += 7) {
      int b = bytes[i];
      length |= (b & 0x7f) << shift;
      if (b >= 0) {
        return length;
      }
    }
  }

  private int writeLength(int at, int step, int length) {
    int i = at;
    int rest = length;
    for (; rest > 0x7f; rest >>>= 7, i += step) {
      bytes[i] = (byte) (rest | 0x80);
    }
    bytes[i] = (byte) rest;
    return i + step;
  }

  /** Opens a gap of {@code need} bytes before {@code position} and tells where it begins. */
  private int open(int position, int need, boolean intoFreshArray, int roomyCapacity) {
    int left = position - from;
    int right = to - position;
    int tail = bytes.length - to;
    boolean inside = left > 0 && right > 0;
    boolean frontFits = from >= need;
    boolean tailFits = tail >= need;
    if (frontFits && (left < right || ((inside || count == 0) && !tailFits))) {
      System.arraycopy(bytes, from, bytes, from - need, left);
      from -= need;
      return position - need;
    }
    if (tailFits && (right <= left || inside)) {
      System.arraycopy(bytes, position, bytes, position + need, right);
      to += need;
      return position;
    }
    int used = Math.addExact(used(), need);
    boolean centre = bytes.length - used >= bytes.length >> 2;
    byte[] target = bytes;
    if (!centre) {
      target = new byte[capacityFor(used, roomyCapacity)];
    } else if (intoFreshArray) {
      target = new byte[bytes.length];
    }
    int start = centre ? (target.length - used) >> 1 : left < right ? target.length - used : 0;
    int gap = start + left;
    if (start < from) {
      System.arraycopy(bytes, from, target, start, left);
      System.arraycopy(bytes, position, target, gap + need, right);
    } else {
      System.arraycopy(bytes, position, target, gap + need, right);
      System.arraycopy(bytes, from, target, start, left);
    }
    bytes = target;
    from = start;
    to = start + used;
    return gap;
  }

  /** Half as much again, but hardly past what a full node needs. */
  private int capacityFor(int used, int roomyCapacity) {
    if (used > roomyCapacity) {
      return rounded(count == 0 ? used : Math.addExact(used, used >> 3));
    }
    return rounded(Math.min(used + (used >> 1), roomyCapacity));
  }

  private static int rounded(int capacity) {
    return capacity > Integer.MAX_VALUE - 16 ? capacity : (capacity + 7) & ~7;
  }

  private void close(int position, int end) {
    int left = position - from;
    int right = to - end;
    if (left < right) {
      System.arraycopy(bytes, from, bytes, end - left, left);
      from = end - left;
    } else {
      System.arraycopy(bytes, end, bytes, position, right);
      to = position + right;
    }
  }
}
