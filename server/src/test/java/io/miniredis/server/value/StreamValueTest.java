package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreamValueTest {
  private final ValueLimits limits = new ValueLimits();
  private final StreamValue stream = new StreamValue(limits);

  private void add(long ms, String... elements) {
    String[] given = elements.length == 0 ? new String[] {"f", "v"} : elements;
    stream.add(new StreamId(ms, 1), StreamModelTest.entry(List.of(given)));
  }

  private static StreamId id(long ms) {
    return new StreamId(ms, 1);
  }

  @Test
  void idsHaveNoSign() {
    assertThat(StreamId.MAX.isAfter(new StreamId(Long.MAX_VALUE, 0))).isTrue();
    assertThat(StreamId.MAX.next()).isNull();
    assertThat(StreamId.MIN.previous()).isNull();
    assertThat(new StreamId(1, -1).next()).isEqualTo(new StreamId(2, 0));
    assertThat(new StreamId(2, 0).previous()).isEqualTo(new StreamId(1, -1));
  }

  @Test
  void anEmptyStreamIsStillAStream() {
    assertThat(stream.isEmpty()).isFalse();
    assertThat(stream.size()).isZero();
    assertThat(stream.firstId()).isEqualTo(StreamId.MIN);
    assertThat(stream.cursor(StreamId.MIN, StreamId.MAX, false)).isNull();
    assertThat(stream.type().name()).isEqualTo("stream");
    assertThat(stream.encoding()).isEqualTo("stream");
  }

  @Test
  void aBlockEndsAtItsLimitOfEntriesTheDeletedCounted() {
    limits.streamNodeMaxEntries = 3;
    for (int i = 1; i <= 3; i++) {
      add(i);
    }
    stream.delete(id(2));
    add(4);
    assertThat(stream.blocks()).isEqualTo(2);
    assertThat(stream.blockId(1)).isEqualTo(id(4));
  }

  @Test
  void anEntryTooLargeForAnyBlockHasOneOfItsOwn() {
    add(1);
    add(2, "f", "x".repeat(5000));
    add(3);
    assertThat(stream.blocks()).isEqualTo(3);
  }

  @Test
  void aBlockGoesWithItsLastEntry() {
    limits.streamNodeMaxEntries = 2;
    for (int i = 1; i <= 5; i++) {
      add(i);
    }
    stream.delete(id(3));
    assertThat(stream.blocks()).isEqualTo(3);
    stream.delete(id(4));
    assertThat(stream.blocks()).isEqualTo(2);
    assertThat(stream.delete(id(4))).isFalse();
    StreamInvariants.check(stream);
  }

  @Test
  void approximateTrimmingStopsBeforeABlockThatMustStay() {
    limits.streamNodeMaxEntries = 10;
    for (int i = 1; i <= 35; i++) {
      add(i);
    }
    assertThat(stream.trimToSize(20, true, 0, ReferencePolicy.KEEPREF)).isEqualTo(10);
    assertThat(stream.trimToSize(5, true, 9, ReferencePolicy.KEEPREF)).isZero();
    assertThat(stream.trimToId(id(21), true, 0, ReferencePolicy.KEEPREF)).isEqualTo(10);
    assertThat(stream.size()).isEqualTo(15);
  }

  @Test
  void trimmingLeavesNoTombstoneAndDeletionDoes() {
    for (int i = 1; i <= 4; i++) {
      add(i);
    }
    stream.trimToSize(3, false, 0, ReferencePolicy.KEEPREF);
    assertThat(stream.maxDeletedId()).isEqualTo(StreamId.MIN);
    assertThat(stream.firstId()).isEqualTo(id(2));
    stream.delete(id(3));
    assertThat(stream.maxDeletedId()).isEqualTo(id(3));
    stream.delete(id(2));
    assertThat(stream.maxDeletedId()).isEqualTo(id(3));
    assertThat(stream.entriesAdded()).isEqualTo(4);
    assertThat(stream.lastId()).isEqualTo(id(4));
  }

  @Test
  void repeatedFieldNamesCostNothing() {
    String name = "a-field-with-quite-a-long-name";
    for (int i = 1; i <= 10_000; i++) {
      add(1_000_000 + i, name, "value");
    }
    assertThat(stream.bytes() / 10_000).isLessThan(20);
  }

  @Test
  void aCopyIsIndependent() {
    add(1);
    StreamGroup group = stream.createGroup(Slice.of("g"), StreamId.MIN, 0);
    group.add(1, 1, group.create(Slice.of("c"), 5), 7);
    StreamValue copy = stream.copy();
    stream.delete(id(1));
    stream.removeGroup(group);
    assertThat(copy.contains(1, 1)).isTrue();
    StreamGroup twin = copy.group(Slice.of("g"));
    assertThat(twin).isNotNull();
    Pending p = twin.pending().first();
    assertThat(p).isNotNull();
    assertThat(p.deliveredAt()).isEqualTo(7);
    assertThat(p.consumer()).isSameAs(twin.consumer(Slice.of("c")));
    assertThat(p.consumer().seenAt()).isEqualTo(5);
    StreamInvariants.check(copy);
    StreamInvariants.check(stream);
  }

  @Test
  void whatIsDeliveredIsCountedUntilATombstoneMakesItUncertain() {
    for (int i = 1; i <= 5; i++) {
      add(i);
    }
    StreamGroup group = stream.createGroup(Slice.of("g"), StreamId.MIN, StreamGroup.UNKNOWN);
    assertThat(group.lag()).isEqualTo(5);
    group.delivered(1, 1);
    assertThat(group.entriesRead()).isEqualTo(1);
    group.delivered(2, 1);
    assertThat(group.entriesRead()).isEqualTo(2);
    assertThat(group.lag()).isEqualTo(3);
    stream.delete(id(4));
    assertThat(group.lag()).isEqualTo(StreamGroup.UNKNOWN_LAG);
    group.delivered(3, 1);
    assertThat(group.entriesRead()).isEqualTo(StreamGroup.UNKNOWN);
    group.delivered(5, 1);
    assertThat(group.entriesRead()).isEqualTo(5);
    assertThat(group.lag()).isZero();
    group.delivered(2, 1);
    assertThat(group.lastDelivered()).isEqualTo(id(5));
  }

  @Test
  void groupsAndConsumersAreInOrderOfTheirNames() {
    for (String name : List.of("b", "", "a", "\u00ff", "ab")) {
      stream.createGroup(Slice.of(name), StreamId.MIN, 0);
    }
    assertThat(stream.groups().stream().map(g -> g.name().toString()).limit(4))
        .containsExactly("", "a", "ab", "b");
    assertThat(stream.group(Slice.of("c"))).isNull();
  }
}
