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
    assertThat(stream.bytes()).as("the account of bytes").isEqualTo(bytes);
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
    assertThat(group.pending().size()).isEqualTo(pending);
    return bytes + pending * Pending.HEAP_BYTES;
  }

  private static long emptyList() {
    HeapAccount account = new HeapAccount();
    assertThat(new PendingList(account).size()).isZero();
    return account.bytes;
  }

  /** Checks a list; returns its bytes. */
  private static long check(PendingList list) {
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
        assertThat(last == null || last.isBefore(id)).as("pending in order").isTrue();
        last = id;
      }
      size += run.count;
    }
    assertThat(list.size()).isEqualTo(size);
    return bytes;
  }
}
