package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of a list after every operation: its sizes and accounts agree with its nodes. */
final class ListInvariants {
  private ListInvariants() {}

  static void check(ListValue list) {
    long elements = 0;
    long heap = ListChain.HEAP_BYTES;
    boolean reached = list.found == null;
    ListNode before = null;
    for (ListNode node = list.head; node != null; before = node, node = node.next) {
      check(node);
      assertThat(node.prev).isSameAs(before);
      if (node == list.found) {
        assertThat(list.foundFirst).isEqualTo((int) elements);
        reached = true;
      }
      assertThat(node.count > 0 || list.head == list.tail).isTrue();
      elements += node.count;
      heap += ListNode.HEAP_BYTES + node.bytes.length;
    }
    assertThat(reached).isTrue();
    heap += list.spareBytes();
    assertThat(list.tail).isSameAs(before);
    assertThat(list.size()).isEqualTo(elements);
    assertThat(list.bytes()).isEqualTo(heap);
    assertThat(list.encoding().equals("quicklist") || list.head == list.tail).isTrue();
  }

  private static void check(ListNode node) {
    int count = 0;
    int listpack = ListpackSize.EMPTY;
    int p = node.from;
    for (; p < node.to; p = node.next(p)) {
      count++;
      listpack += node.listpackSize(p);
    }
    assertThat(p).isEqualTo(node.to);
    assertThat(node.count).isEqualTo(count);
    assertThat(node.listpackBytes).isEqualTo(listpack);
    assertThat(node.bytes.length % 8).isZero();
  }
}
