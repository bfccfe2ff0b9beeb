package io.miniredis.server.value;

import io.miniredis.server.value.SortedSetNode.Inner;
import io.miniredis.server.value.SortedSetNode.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * The order of a large sorted set: a counted B+tree of (score, record), ordered by score and then
 * by the bytes of the record's key.
 *
 * <p>Every inner node knows how many elements lie below each child, so an element is found by rank,
 * and its rank is told, in one way down. What a command calls a range, by score or by member, is
 * two such ways and then a range of ranks, read along the linked leaves.
 *
 * <p>Changes need one way down and no way back: a full node is split before it is entered for an
 * insertion, a nearly empty one is merged with a neighbour, or shares with it, before it is entered
 * for a removal (Guibas and Sedgewick, 1978). A last leaf that is appended to stays full when it is
 * split, so that ascending insertions fill the nodes.
 *
 * <p>Invariants: a pair of an inner node equals the least element below its child; scores beside a
 * record are the tree's own, so a record's may change before {@link #rescore} is called; no node
 * but the root is empty, and an inner root has two children or more.
 */
final class SortedSetTree {
  private static final int FIRST_CAPACITY = 8;
  private static final int SMALL = SortedSetNode.CAPACITY / 4;
  private static final int MERGED = SortedSetNode.CAPACITY * 3 / 4;

  SortedSetNode root = new Leaf(FIRST_CAPACITY);
  private int size;
  private long nodeBytes = root.heapBytes();

  int size() {
    return size;
  }

  /** Bytes of heap of this object and all nodes, without the records. */
  long heapBytes() {
    return 32 + nodeBytes;
  }

  void clear() {
    root = new Leaf(FIRST_CAPACITY);
    nodeBytes = root.heapBytes();
    size = 0;
  }

  /** Adds an element that is not in the tree. */
  void insert(double score, byte[] record) {
    makeRoomAtRoot();
    SortedSetNode node = root;
    boolean last = true; // whether the way so far is the right edge
    while (node instanceof Inner inner) {
      int i = enter(inner, inner.upTo(score, record), score, record);
      if (inner.child(i).n == SortedSetNode.CAPACITY) {
        boolean append = last && i == inner.n - 1 && isPastAll(inner.child(i), score, record);
        split(inner, i, append, score, record);
        i = inner.upTo(score, record) - 1;
      }
      last &= i == inner.n - 1;
      inner.counts[i]++;
      node = inner.child(i);
    }
    int at = node.upTo(score, record);
    node.open(at, 1);
    node.scores[at] = score;
    node.records[at] = record;
    size++;
  }

  /** The child to descend into; a new least element becomes the first child's. */
  private static int enter(Inner inner, int upTo, double score, byte[] record) {
    if (upTo > 0) {
      return upTo - 1;
    }
    inner.scores[0] = score;
    inner.records[0] = record;
    return 0;
  }

  private static boolean isPastAll(SortedSetNode node, double score, byte[] record) {
    return node.upTo(score, record) == node.n;
  }

  private void makeRoomAtRoot() {
    SortedSetNode old = root;
    if (old instanceof Leaf leaf
        && leaf.n == leaf.scores.length
        && leaf.n < SortedSetNode.CAPACITY) {
      nodeBytes -= leaf.heapBytes();
      leaf.grow();
      nodeBytes += leaf.heapBytes();
    } else if (old.n == SortedSetNode.CAPACITY) {
      Inner inner = new Inner();
      inner.insertChild(0, old, size, old.scores[0], old.record(0));
      nodeBytes += inner.heapBytes();
      root = inner;
    }
  }

  private void split(Inner parent, int i, boolean append, double score, byte[] record) {
    SortedSetNode left = parent.child(i);
    int whole = SortedSetNode.CAPACITY;
    SortedSetNode right;
    if (!append) {
      right = left.split(whole / 2);
    } else if (left instanceof Leaf) {
      right = left.split(whole); // empty: the element to be inserted will be its first
    } else {
      right = left.split(whole - 1);
    }
    nodeBytes += right.heapBytes();
    int moved = right.elements();
    parent.counts[i] -= moved;
    boolean empty = right.n == 0;
    parent.insertChild(
        i + 1, right, moved, empty ? score : right.scores[0], empty ? record : right.record(0));
  }

  /** Removes an element that is in the tree. */
  void remove(double score, byte[] record) {
    SortedSetNode node = root;
    Inner above = null; // the lowest inner node entered elsewhere than at its first child
    int place = 0;
    while (node instanceof Inner inner) {
      int i = inner.upTo(score, record) - 1;
      if (refill(inner, i)) {
        i = inner.upTo(score, record) - 1;
      }
      inner.counts[i]--;
      if (i > 0) {
        above = inner;
        place = i;
      }
      node = inner.child(i);
    }
    int at = node.upTo(score, record) - 1;
    node.close(at, 1);
    if (at == 0 && node.n > 0) {
      tellLeast(above, place, node.scores[0], node.record(0));
    }
    size--;
    lowerRoot();
  }

  /** Removes the elements of ranks {@code from} (inclusive) to {@code to} (exclusive). */
  void removeRange(int from, int to) {
    if (from == 0 && to == size) {
      clear();
      return;
    }
    for (int left = to - from; left > 0; ) {
      left -= removeInLeaf(from, left);
      lowerRoot();
    }
  }

  /** Removes up to {@code max} elements from a rank on, as far as they lie in one leaf. */
  private int removeInLeaf(int rank, int max) {
    SortedSetNode node = root;
    int r = rank;
    while (node instanceof Inner inner) {
      int i = childOf(inner, r);
      if (refill(inner, i)) {
        i = childOf(inner, r);
      }
      r -= inner.countBefore(i);
      node = inner.child(i);
    }
    int removed = Math.min(max, node.n - r);
    drop(rank, removed);
    size -= removed;
    return removed;
  }

  private void drop(int rank, int count) {
    SortedSetNode node = root;
    Inner parent = null;
    Inner above = null;
    int place = 0;
    int i = 0;
    int r = rank;
    while (node instanceof Inner inner) {
      if (parent != null && i > 0) {
        above = parent;
        place = i;
      }
      i = childOf(inner, r);
      r -= inner.countBefore(i);
      inner.counts[i] -= count;
      parent = inner;
      node = inner.child(i);
    }
    if (count == node.n && parent != null) {
      node.leave();
      nodeBytes -= node.heapBytes();
      parent.close(i, 1);
      if (i == 0 && parent.n > 0) {
        tellLeast(above, place, parent.scores[0], parent.record(0));
      }
      return;
    }
    node.close(r, count);
    if (r == 0 && node.n > 0) {
      tellLeast(i > 0 ? parent : above, i > 0 ? i : place, node.scores[0], node.record(0));
    }
  }

  /** Writes a new least element in the pair it belongs to and down the left edge below it. */
  private void tellLeast(@Nullable Inner above, int place, double score, byte[] record) {
    SortedSetNode node = above == null ? root : above;
    int i = place;
    while (node instanceof Inner inner) {
      inner.scores[i] = score;
      inner.records[i] = record;
      node = inner.child(i);
      i = 0;
    }
  }

  /** Merges or balances a small child with a neighbour. */
  private boolean refill(Inner parent, int i) {
    if (parent.child(i).n > SMALL || parent.n == 1) {
      return false;
    }
    int l = i > 0 ? i - 1 : i;
    SortedSetNode left = parent.child(l);
    SortedSetNode right = parent.child(l + 1);
    int both = parent.counts[l] + parent.counts[l + 1];
    if (left.n + right.n <= MERGED) {
      left.merge(right);
      nodeBytes -= right.heapBytes();
      parent.close(l + 1, 1);
      parent.counts[l] = both;
    } else {
      left.balance(right);
      parent.scores[l + 1] = right.scores[0];
      parent.records[l + 1] = right.record(0);
      parent.counts[l] = left.elements();
      parent.counts[l + 1] = both - parent.counts[l];
    }
    return true;
  }

  private void lowerRoot() {
    while (root instanceof Inner inner && inner.n <= 1) {
      nodeBytes -= inner.heapBytes();
      if (inner.n == 0) {
        clear();
        return;
      }
      root = inner.child(0);
    }
  }

  /** Moves an element to where its new score belongs. */
  void rescore(double old, double score, byte[] record) {
    SortedSetNode node = root;
    Inner above = null;
    int place = 0;
    while (node instanceof Inner inner) {
      int i = inner.upTo(old, record) - 1;
      if (i > 0) {
        above = inner;
        place = i;
      }
      node = inner.child(i);
    }
    Leaf leaf = (Leaf) node;
    int at = leaf.upTo(old, record) - 1;
    if (fits(leaf, at, score, record)) {
      leaf.scores[at] = score;
      if (at == 0) {
        tellLeast(above, place, score, record);
      }
    } else {
      remove(old, record);
      insert(score, record);
    }
  }

  /** Whether an element stays between its neighbours in the leaf with another score. */
  private static boolean fits(Leaf leaf, int at, double score, byte[] record) {
    boolean low = at > 0 ? isBefore(leaf, at - 1, score, record) : leaf.previous == null;
    boolean high = at < leaf.n - 1 ? !isBefore(leaf, at + 1, score, record) : leaf.next == null;
    return low && high;
  }

  private static boolean isBefore(Leaf leaf, int at, double score, byte[] record) {
    double s = leaf.scores[at];
    return s < score || (s == score && SortedSetNode.compareKeys(leaf.record(at), record) < 0);
  }

  /** The rank of an element that is in the tree. */
  int rank(double score, byte[] record) {
    SortedSetNode node = root;
    int before = 0;
    while (node instanceof Inner inner) {
      int i = inner.upTo(score, record) - 1;
      before += inner.countBefore(i);
      node = inner.child(i);
    }
    return before + node.upTo(score, record) - 1;
  }

  /** How many elements have a lower score, or the same one if {@code orEqual}. */
  int below(double score, boolean orEqual) {
    SortedSetNode node = root;
    int before = 0;
    while (node instanceof Inner inner) {
      int i = Math.max(0, inner.below(score, orEqual) - 1);
      before += inner.countBefore(i);
      node = inner.child(i);
    }
    return before + node.below(score, orEqual);
  }

  /**
   * How many elements have a lesser member, or the same if {@code orEqual}, all scores being equal.
   */
  int below(Slice member, boolean orEqual) {
    SortedSetNode node = root;
    int before = 0;
    while (node instanceof Inner inner) {
      int i = Math.max(0, inner.below(member, orEqual) - 1);
      before += inner.countBefore(i);
      node = inner.child(i);
    }
    return before + node.below(member, orEqual);
  }

  /** Points a cursor at the element with this rank. */
  void seek(int rank, TreeCursor cursor) {
    SortedSetNode node = root;
    int r = rank;
    while (node instanceof Inner inner) {
      int i = childOf(inner, r);
      r -= inner.countBefore(i);
      node = inner.child(i);
    }
    cursor.leaf = (Leaf) node;
    cursor.index = r;
  }

  private static int childOf(Inner inner, int rank) {
    int r = rank;
    int i = 0;
    while (r >= inner.counts[i]) {
      r -= inner.counts[i++];
    }
    return i;
  }

  /** Walks the leaves. */
  static final class TreeCursor extends SortedSetCursor {
    private static final int AHEAD = 16;

    private final SortedSetTree tree;
    private @Nullable Leaf leaf;
    private int index;
    private int near; // how many records from here on were brought near

    @SuppressWarnings("UnusedVariable") // written only: it keeps the reads from being left out
    private int touched;

    TreeCursor(SortedSetTree tree, int from, int to, boolean reverse) {
      super(from, to, reverse);
      this.tree = tree;
    }

    @Override
    void seek(int rank) {
      tree.seek(rank, this);
      bringNear();
    }

    @Override
    void step() {
      Leaf l = leaf();
      if (reverse) {
        if (--index < 0) {
          leaf = l.previous;
          index = leaf().n - 1;
        }
      } else if (++index == l.n) {
        leaf = l.next;
        index = 0;
      }
      if (--near == 0) {
        bringNear();
      }
    }

    /** Reads the next few records of the leaf, so that the waits for them overlap. */
    private void bringNear() {
      Leaf l = leaf();
      int most = Math.min(AHEAD, remaining());
      near = reverse ? Math.min(most, index + 1) : Math.min(most, l.n - index);
      int first = reverse ? index + 1 - near : index;
      int sum = 0;
      for (int i = first; i < first + near; i++) {
        sum += l.record(i)[0];
      }
      touched += sum;
    }

    @Override
    void read(Slice member) {
      Record.key(record(), member);
    }

    @Override
    public double score() {
      return leaf().scores[index];
    }

    byte[] record() {
      return leaf().record(index);
    }

    @SuppressWarnings("NullAway") // set by seek, and a range ends before the leaves do
    private Leaf leaf() {
      return leaf;
    }
  }
}
