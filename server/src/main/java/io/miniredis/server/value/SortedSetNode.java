package io.miniredis.server.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link SortedSetTree}: up to {@link #CAPACITY} pairs of score and record in order. In
 * a leaf they are the elements, in an inner node the least element below each child. The scores lie
 * together in one array, so a search touches records only among equal scores.
 */
abstract sealed class SortedSetNode {
  static final int CAPACITY = 64;

  /** How many of the pairs are in use. */
  int n;

  double[] scores;
  byte[] @Nullable [] records;

  private SortedSetNode(int capacity) {
    scores = new double[capacity];
    records = new byte[capacity][];
  }

  /** A leaf: elements, linked to the leaves on both sides. */
  static final class Leaf extends SortedSetNode {
    @Nullable Leaf previous;
    @Nullable Leaf next;

    Leaf(int capacity) {
      super(capacity);
    }

    @Override
    Leaf sibling() {
      Leaf right = new Leaf(CAPACITY);
      Leaf after = next;
      right.previous = this;
      right.next = after;
      if (after != null) {
        after.previous = right;
      }
      next = right;
      return right;
    }

    @Override
    void leave() {
      Leaf before = previous;
      Leaf after = next;
      if (before != null) {
        before.next = after;
      }
      if (after != null) {
        after.previous = before;
      }
    }

    /** Doubles the arrays of a leaf that is still the whole tree. */
    void grow() {
      int capacity = Math.min(CAPACITY, scores.length * 2);
      scores = Arrays.copyOf(scores, capacity);
      records = Arrays.copyOf(records, capacity);
    }

    @Override
    int elements() {
      return n;
    }

    @Override
    long heapBytes() {
      return 32 + 16 + 8L * scores.length + 16 + 4L * records.length;
    }
  }

  /** An inner node: children, and how many elements lie below each. */
  static final class Inner extends SortedSetNode {
    final @Nullable SortedSetNode[] children = new SortedSetNode[CAPACITY];
    final int[] counts = new int[CAPACITY];

    Inner() {
      super(CAPACITY);
    }

    @SuppressWarnings("NullAway") // the first n are there
    SortedSetNode child(int index) {
      return children[index];
    }

    void insertChild(int at, SortedSetNode child, int count, double score, byte[] record) {
      open(at, 1);
      scores[at] = score;
      records[at] = record;
      children[at] = child;
      counts[at] = count;
    }

    int countBefore(int index) {
      int sum = 0;
      for (int i = 0; i < index; i++) {
        sum += counts[i];
      }
      return sum;
    }

    @Override
    Inner sibling() {
      return new Inner();
    }

    @Override
    void leave() {}

    @Override
    int elements() {
      return countBefore(n);
    }

    @Override
    long heapBytes() {
      return 32 + 4 * 16 + (8L + 4 + 4 + 4) * CAPACITY;
    }

    @Override
    void open(int at, int count) {
      System.arraycopy(children, at, children, at + count, n - at);
      System.arraycopy(counts, at, counts, at + count, n - at);
      super.open(at, count);
    }

    @Override
    void close(int at, int count) {
      System.arraycopy(children, at + count, children, at, n - at - count);
      System.arraycopy(counts, at + count, counts, at, n - at - count);
      Arrays.fill(children, n - count, n, null);
      super.close(at, count);
    }

    @Override
    void copy(int from, SortedSetNode target, int at, int count) {
      Inner t = (Inner) target;
      System.arraycopy(children, from, t.children, at, count);
      System.arraycopy(counts, from, t.counts, at, count);
      super.copy(from, target, at, count);
    }
  }

  /** A new empty node of the same kind, to the right of this one. */
  abstract SortedSetNode sibling();

  /** Takes this node out of its level. */
  abstract void leave();

  /** The number of elements in and below this node. */
  abstract int elements();

  abstract long heapBytes();

  @SuppressWarnings("NullAway") // the first n are there
  byte[] record(int index) {
    return records[index];
  }

  /** Makes room for {@code count} pairs; the caller fills it. */
  void open(int at, int count) {
    System.arraycopy(scores, at, scores, at + count, n - at);
    System.arraycopy(records, at, records, at + count, n - at);
    n += count;
  }

  /** Removes {@code count} pairs. */
  void close(int at, int count) {
    System.arraycopy(scores, at + count, scores, at, n - at - count);
    System.arraycopy(records, at + count, records, at, n - at - count);
    Arrays.fill(records, n - count, n, null);
    n -= count;
  }

  /** Copies {@code count} pairs over those of another node of this kind. */
  void copy(int from, SortedSetNode target, int at, int count) {
    System.arraycopy(scores, from, target.scores, at, count);
    System.arraycopy(records, from, target.records, at, count);
  }

  /** Moves the pairs from {@code at} on into a new node to the right. */
  final SortedSetNode split(int at) {
    SortedSetNode right = sibling();
    int moved = n - at;
    copy(at, right, 0, moved);
    right.n = moved;
    close(at, moved);
    return right;
  }

  /** Takes all pairs of the node to the right, which is then no longer in use. */
  final void merge(SortedSetNode right) {
    right.copy(0, this, n, right.n);
    n += right.n;
    right.leave();
  }

  /** Shares the pairs out evenly between this node and the one to its right. */
  final void balance(SortedSetNode right) {
    int moved = n - (n + right.n) / 2;
    if (moved > 0) {
      right.open(0, moved);
      copy(n - moved, right, 0, moved);
      close(n - moved, moved);
    } else if (moved < 0) {
      right.copy(0, this, n, -moved);
      n -= moved;
      right.close(0, -moved);
    }
  }

  /** How many pairs come before this one or are it. */
  final int upTo(double score, byte[] record) {
    int low = below(score, false);
    if (low == n || scores[low] != score) {
      return low;
    }
    int high = below(score, true);
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (compareKeys(record(mid), record) <= 0) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** How many pairs have a lower score, or the same one if {@code orEqual}. */
  final int below(double score, boolean orEqual) {
    double end = orEqual ? Math.nextUp(score) : score;
    return Double.isInfinite(end) ? bisect(score, orEqual) : count(end == 0 ? -0.0 : end);
  }

  /**
   * How many scores are less than a finite one; zero must be given as the negative one.
   *
   * <p>Every eighth score is looked at, then the eight around the end: without a branch that nobody
   * could predict, and without waiting for one score before the next is read. A difference of two
   * numbers is negative exactly if the first is less.
   */
  private int count(double end) {
    double[] s = scores;
    int all = n;
    int eights = 0;
    for (int i = 7; i < all; i += 8) {
      eights += isNegative(s[i] - end);
    }
    int less = eights * 8;
    int last = Math.min(all, less + 8);
    for (int i = less; i < last; i++) {
      less += isNegative(s[i] - end);
    }
    return less;
  }

  private static int isNegative(double difference) {
    return (int) (Double.doubleToRawLongBits(difference) >>> 63);
  }

  private int bisect(double score, boolean orEqual) {
    int low = 0;
    int high = n;
    while (low < high) {
      int mid = (low + high) >>> 1;
      double s = scores[mid];
      if (s < score || (orEqual && s == score)) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** How many pairs have a lesser member, or the same one if {@code orEqual}; by bytes alone. */
  final int below(Slice member, boolean orEqual) {
    int low = 0;
    int high = n;
    while (low < high) {
      int mid = (low + high) >>> 1;
      int c = compareKey(record(mid), member.array(), member.offset(), member.length());
      if (c < 0 || (orEqual && c == 0)) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  static int compareKeys(byte[] a, byte[] b) {
    return compareKey(a, b, Record.keyOffset(b), Record.keyLength(b));
  }

  static int compareKey(byte[] record, byte[] key, int offset, int length) {
    int at = Record.keyOffset(record);
    return Arrays.compareUnsigned(
        record, at, at + Record.keyLength(record), key, offset, offset + length);
  }
}
