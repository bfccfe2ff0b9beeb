package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.value.SortedSetNode.Inner;
import io.miniredis.server.value.SortedSetNode.Leaf;
import java.util.ArrayList;
import java.util.List;

/** Checks what must hold of a sorted set's inner state between any two operations. */
final class SortedSetInvariants {
  private final List<Leaf> leaves = new ArrayList<>();
  private long nodeBytes;
  private int leafDepth = -1;

  static void check(SortedSetValue set) {
    if (set.form() instanceof IndexedSortedSet indexed) {
      new SortedSetInvariants().check(indexed);
    }
  }

  private void check(IndexedSortedSet set) {
    SortedSetTree tree = set.tree;
    SortedSetNode root = tree.root;
    if (root instanceof Inner inner) {
      assertThat(inner.n).as("children of the root").isGreaterThanOrEqualTo(2);
    }
    assertThat(visit(root, 0, true)).as("size").isEqualTo(tree.size());
    assertThat(tree.heapBytes()).as("bytes of the nodes").isEqualTo(32 + nodeBytes);
    checkLinks();
    checkElements(set);
  }

  private int visit(SortedSetNode node, int depth, boolean isRoot) {
    nodeBytes += node.heapBytes();
    if (!isRoot) {
      assertThat(node.n).as("pairs of a node").isPositive();
    }
    for (int i = node.n; i < node.records.length; i++) {
      assertThat(node.records[i]).as("a free place holds nothing").isNull();
    }
    if (node instanceof Leaf leaf) {
      assertThat(leafDepth == -1 || leafDepth == depth).as("all leaves equally deep").isTrue();
      leafDepth = depth;
      leaves.add(leaf);
      return leaf.n;
    }
    Inner inner = (Inner) node;
    int sum = 0;
    for (int i = 0; i < inner.n; i++) {
      SortedSetNode child = inner.child(i);
      int below = visit(child, depth + 1, false);
      assertThat(inner.counts[i]).as("count of a child").isEqualTo(below);
      assertThat(inner.record(i)).as("least record below").isSameAs(child.record(0));
      assertThat(inner.scores[i]).as("least score below").isEqualTo(child.scores[0]);
      sum += below;
    }
    return sum;
  }

  private void checkLinks() {
    for (int i = 0; i < leaves.size(); i++) {
      Leaf before = i == 0 ? null : leaves.get(i - 1);
      Leaf after = i == leaves.size() - 1 ? null : leaves.get(i + 1);
      assertThat(leaves.get(i).previous).as("link to the left").isSameAs(before);
      assertThat(leaves.get(i).next).as("link to the right").isSameAs(after);
    }
  }

  private void checkElements(IndexedSortedSet set) {
    byte[] last = null;
    long recordBytes = 0;
    for (Leaf leaf : leaves) {
      for (int i = 0; i < leaf.n; i++) {
        byte[] r = leaf.record(i);
        recordBytes += Record.heapBytes(r);
        assertThat(leaf.scores[i]).as("score beside a record").isEqualTo(IndexedSortedSet.score(r));
        assertThat(set.find(Slice.of(Record.key(r)))).as("record in the table").isSameAs(r);
        if (last != null) {
          double s = IndexedSortedSet.score(last);
          double t = IndexedSortedSet.score(r);
          boolean ordered = s < t || (s == t && SortedSetNode.compareKeys(last, r) < 0);
          assertThat(ordered).as("order of neighbours").isTrue();
        }
        last = r;
      }
    }
    assertThat(set.recordBytes()).as("bytes of the records").isEqualTo(recordBytes);
    assertThat(set.tableSize()).as("records in the table").isEqualTo(set.size());
  }
}
