package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

/** What must be true of a stream at any time. */
final class StreamInvariants {
  private StreamInvariants() {}

  static void check(StreamValue stream) {
    long bytes = new StreamValue(new ValueLimits()).bytes() - new IdRuns<StreamBlock>().heapBytes();
    long live = 0;
    StreamId last = null;
    for (int i = 0; i < stream.blocks.size(); i++) {
      StreamBlock block = stream.blocks.get(i);
      StreamId first = new StreamId(block.ms, block.seq);
      assertThat(last == null || last.isBefore(first)).as("blocks in order").isTrue();
      last = block.lastId();
      assertThat(last.isBefore(first)).isFalse();
      live += block.live;
      bytes += block.heapBytes();
    }
    assertThat(stream.size()).isEqualTo(live);
    bytes += stream.blocks.heapBytes();
    for (StreamGroup group : stream.groups()) {
      bytes += check(group);
    }
    StreamReferences references = stream.references();
    if (references != null) {
      bytes += check(stream, references);
    }
    assertThat(stream.bytes()).as("the account of bytes").isEqualTo(bytes);
  }

  /** Checks what groups refer to; returns its bytes. */
  private static long check(StreamValue stream, StreamReferences references) {
    long pending = 0;
    StreamId least = StreamId.MAX;
    for (StreamGroup group : stream.groups()) {
      PendingList list = group.pending();
      for (Pending p = list.first(); p != null; p = list.after(p)) {
        assertThat(references.holds(p.ms(), p.seq())).isTrue();
      }
      pending += list.size();
      least = group.lastDelivered().isBefore(least) ? group.lastDelivered() : least;
    }
    assertThat(references.size()).isEqualTo(pending);
    assertThat(references.isDelivered(least.ms(), least.seq())).isTrue();
    StreamId next = least.next();
    assertThat(next != null && references.isDelivered(next.ms(), next.seq())).isFalse();
    StreamId settled = references.settled();
    StreamCursor c = stream.cursor(StreamId.MIN, settled, false);
    while (c != null && c.next()) {
      assertThat(references.holds(c.ms(), c.seq())).as("settled " + c.id()).isTrue();
    }
    return StreamReferences.HEAP_BYTES + checkOrder(references.all);
  }

  /** Checks a group; returns its bytes. */
  private static long check(StreamGroup group) {
    HeapAccount empty = new HeapAccount();
    StreamValue stream = new StreamValue(new ValueLimits());
    new StreamGroup(group.name().toBytes(), stream, StreamId.MIN, 0, empty);
    long bytes = empty.bytes - emptyList() + check(group.pending());
    long pending = 0;
    for (StreamConsumer consumer : group.consumers()) {
      bytes += consumer.heapBytes() + check(consumer.pending());
      pending += consumer.pending().size();
      PendingList list = consumer.pending();
      for (Pending p = list.first(); p != null; p = list.after(p)) {
        assertThat(p.consumer()).isSameAs(consumer);
        assertThat(group.pending().find(p.ms(), p.seq())).isSameAs(p);
      }
    }
    if (group.nobody != null) {
      bytes += group.nobody.heapBytes() + check(group.nobody.pending());
      pending += group.released();
    }
    assertThat(group.pending().size()).isEqualTo(pending);
    if (group.byTime != null) {
      bytes += StreamGroup.ORDER_HEAP_BYTES + pending * StreamGroup.ORDER_ENTRY_HEAP_BYTES;
      assertThat((long) group.byTime.size()).isEqualTo(pending);
      PendingList list = group.pending();
      for (Pending p = list.first(); p != null; p = list.after(p)) {
        assertThat(group.byTime.contains(p)).isTrue();
      }
    }
    return bytes + pending * Pending.HEAP_BYTES;
  }

  private static long emptyList() {
    HeapAccount account = new HeapAccount();
    assertThat(new PendingList(account).size()).isZero();
    return account.bytes;
  }

  /** Checks a list of different ids; returns its bytes. */
  private static long check(PendingList list) {
    StreamId last = null;
    for (Pending p = list.first(); p != null; p = list.after(p)) {
      assertThat(last == null || last.isBefore(p.id())).as("different ids").isTrue();
      last = p.id();
    }
    return checkOrder(list);
  }

  /** Checks a list; returns its bytes. */
  private static long checkOrder(PendingList list) {
    long bytes = emptyList() - new IdRuns<PendingList.Run>().heapBytes() + list.runs.heapBytes();
    long size = 0;
    StreamId last = null;
    for (int i = 0; i < list.runs.size(); i++) {
      PendingList.Run run = list.runs.get(i);
      assertThat(run.count).isPositive();
      bytes += run.heapBytes();
      for (int j = 0; j < run.count; j++) {
        StreamId id = run.entries[j].id();
        assertThat(new StreamId(run.ms, run.seq).isAfter(id)).as("a run's bound").isFalse();
        assertThat(last == null || !last.isAfter(id)).as("pending in order").isTrue();
        last = id;
      }
      size += run.count;
    }
    assertThat(list.size()).isEqualTo(size);
    return bytes;
  }
}
