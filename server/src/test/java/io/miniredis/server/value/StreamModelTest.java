package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random operations on a stream and on a sorted map, which must agree throughout. */
class StreamModelTest {
  private final ValueLimits limits = new ValueLimits();
  private StreamValue stream = new StreamValue(limits);
  private final TreeMap<StreamId, List<String>> model = new TreeMap<>();
  private Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({"1, 0", "3, 0", "100, 4096", "0, 200", "0, 0", "7, 150"})
  void agreesWithTheModel(long nodeEntries, long nodeBytes) {
    random = Seeds.random("StreamModelTest");
    limits.streamNodeMaxEntries = nodeEntries;
    limits.streamNodeMaxBytes = nodeBytes;
    for (int i = 0; i < 6_000; i++) {
      change();
      if (i % 20 == 0) {
        probe();
      }
      if (i % 300 == 0) {
        compareAll();
      }
    }
    compareAll();
  }

  @Test
  void agreesWithTheModelWhenTheOldestGoAsNewOnesCome() {
    random = Seeds.random("StreamModelTest oldest");
    limits.streamNodeMaxEntries = 4;
    for (int i = 0; i < 5_000; i++) {
      add();
      if (model.size() > 500) {
        assertThat(stream.trimToSize(500, false, 0, ReferencePolicy.KEEPREF))
            .isEqualTo(model.size() - 500);
        model.headMap(nth(model.size() - 500)).clear();
      }
    }
    compareAll();
  }

  private void change() {
    switch (random.nextInt(40)) {
      case 0 -> {
        long max = random.nextInt(model.size() + 2);
        long excess = Math.max(0, model.size() - max);
        assertThat(stream.trimToSize(max, false, 0, ReferencePolicy.KEEPREF)).isEqualTo(excess);
        removeFirst(excess);
      }
      case 1 -> {
        StreamId id = someId();
        long excess = model.headMap(id).size();
        assertThat(stream.trimToId(id, false, 0, ReferencePolicy.KEEPREF)).isEqualTo(excess);
        removeFirst(excess);
      }
      case 2 -> {
        long max = random.nextInt(model.size() + 2);
        long limit = random.nextInt(3) * 10L;
        long removed = stream.trimToSize(max, true, limit, ReferencePolicy.KEEPREF);
        assertThat(removed).isLessThanOrEqualTo(Math.max(0, model.size() - max));
        assertThat(limit == 0 || removed <= limit).isTrue();
        removeFirst(removed);
      }
      case 3 -> {
        StreamId id = someId();
        long removed = stream.trimToId(id, true, 0, ReferencePolicy.KEEPREF);
        assertThat(removed).isLessThanOrEqualTo(model.headMap(id).size());
        removeFirst(removed);
      }
      case 4, 5, 6, 7, 8, 9, 10 -> {
        StreamId id = someId();
        assertThat(stream.delete(id)).isEqualTo(model.remove(id) != null);
      }
      default -> add();
    }
  }

  private void add() {
    StreamId last = stream.lastId();
    StreamId id =
        random.nextBoolean()
            ? new StreamId(last.ms(), last.seq() + 1 + random.nextInt(300))
            : new StreamId(last.ms() + 1 + random.nextInt(100_000), random.nextLong());
    List<String> elements = new ArrayList<>();
    int fields = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 2;
    for (int i = 0; i < fields; i++) {
      elements.add(random.nextInt(10) == 0 ? "f" + random.nextInt(3) : "field" + i);
      elements.add(value());
    }
    stream.add(id, entry(elements));
    model.put(id, elements);
  }

  private String value() {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> Long.toString(random.nextLong());
      case 2 -> "x".repeat(random.nextInt(400));
      default -> "v" + random.nextInt(1000);
    };
  }

  static StreamEntry entry(List<String> elements) {
    List<Slice> slices = elements.stream().map(Slice::of).toList();
    return new StreamEntry() {
      @Override
      public int elements() {
        return slices.size();
      }

      @Override
      public Slice element(int index) {
        return slices.get(index);
      }
    };
  }

  private void removeFirst(long n) {
    for (long i = 0; i < n; i++) {
      model.pollFirstEntry();
    }
  }

  private StreamId nth(int n) {
    return model.keySet().stream().skip(n).findFirst().orElseThrow();
  }

  private StreamId someId() {
    if (model.isEmpty() || random.nextInt(10) == 0) {
      return new StreamId(random.nextInt(1000), random.nextInt(5));
    }
    StreamId id = nth(random.nextInt(model.size()));
    return random.nextInt(5) == 0 ? new StreamId(id.ms(), id.seq() + 1) : id;
  }

  private void probe() {
    StreamId a = someId();
    StreamId b = someId();
    Map<StreamId, List<String>> within = a.isAfter(b) ? Map.of() : model.subMap(a, true, b, true);
    assertThat(read(stream.cursor(a, b, false))).isEqualTo(List.copyOf(within.entrySet()));
    assertThat(read(stream.cursor(a, b, true)))
        .isEqualTo(List.copyOf(within.entrySet()).reversed());
    assertThat(stream.contains(a.ms(), a.seq())).isEqualTo(model.containsKey(a));
    assertThat(stream.firstId()).isEqualTo(model.isEmpty() ? StreamId.MIN : model.firstKey());
    assertThat(stream.lastEntryId()).isEqualTo(model.isEmpty() ? StreamId.MIN : model.lastKey());
  }

  private void compareAll() {
    StreamInvariants.check(stream);
    assertThat(stream.size()).isEqualTo(model.size());
    List<Map.Entry<StreamId, List<String>>> all = List.copyOf(model.entrySet());
    assertThat(read(stream.cursor(StreamId.MIN, StreamId.MAX, false))).isEqualTo(all);
    StreamValue copy = stream.copy();
    StreamInvariants.check(copy);
    assertThat(read(copy.cursor(StreamId.MIN, StreamId.MAX, true))).isEqualTo(all.reversed());
    assertThat(copy.lastId()).isEqualTo(stream.lastId());
    assertThat(copy.maxDeletedId()).isEqualTo(stream.maxDeletedId());
    assertThat(copy.entriesAdded()).isEqualTo(stream.entriesAdded());
    stream = copy;
  }

  private static List<Map.Entry<StreamId, List<String>>> read(@Nullable StreamCursor cursor) {
    List<Map.Entry<StreamId, List<String>>> entries = new ArrayList<>();
    Slice field = new Slice();
    Slice value = new Slice();
    while (cursor != null && cursor.next()) {
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < cursor.fields(); i++) {
        cursor.nextField(field, value);
        elements.add(field.toString());
        elements.add(value.toString());
      }
      entries.add(Map.entry(cursor.id(), elements));
    }
    return entries;
  }

  @Test
  void whatIsPendingAgreesWithAModel() {
    random = Seeds.random("StreamModelTest pending");
    StreamGroup group = stream.createGroup(Slice.of("g"), StreamId.MIN, StreamGroup.UNKNOWN);
    TreeMap<StreamId, String> pending = new TreeMap<>();
    Map<String, StreamConsumer> consumers = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String name = "c" + random.nextInt(4);
      StreamId id = new StreamId(random.nextInt(3 + i / 4), random.nextInt(2));
      StreamConsumer consumer = consumers.computeIfAbsent(name, n -> group.create(Slice.of(n), 0));
      Pending p = group.pending().find(id.ms(), id.seq());
      assertThat(p == null ? null : p.consumer().name().toString()).isEqualTo(pending.get(id));
      if (p == null) {
        group.add(id.ms(), id.seq(), consumer, i);
        pending.put(id, name);
      } else if (random.nextInt(3) == 0) {
        group.deliver(p, consumer, i, 2);
        pending.put(id, name);
      } else {
        group.remove(p);
        pending.remove(id);
      }
      if (i % 1_000 == 999) {
        StreamInvariants.check(stream);
        assertThat(ids(group.pending())).isEqualTo(List.copyOf(pending.keySet()));
        removeConsumer(group, pending, consumers);
        StreamInvariants.check(stream);
        StreamInvariants.check(stream.copy());
        drain(group, pending);
      }
    }
    stream.removeGroup(group);
    StreamInvariants.check(stream);
  }

  private static void removeConsumer(
      StreamGroup group, Map<StreamId, String> pending, Map<String, StreamConsumer> consumers) {
    StreamConsumer consumer = consumers.remove("c0");
    if (consumer != null) {
      group.remove(consumer);
      pending.values().removeIf("c0"::equals);
    }
  }

  /** Acknowledges the oldest half, one by one. */
  private static void drain(StreamGroup group, TreeMap<StreamId, String> pending) {
    int n = pending.size() / 2;
    for (int i = 0; i < n; i++) {
      Pending p = group.pending().first();
      assertThat(p).isNotNull();
      assertThat(p.id()).isEqualTo(pending.firstKey());
      group.remove(p);
      pending.pollFirstEntry();
    }
  }

  private static List<StreamId> ids(PendingList list) {
    List<StreamId> ids = new ArrayList<>();
    for (Pending p = list.first(); p != null; p = list.after(p)) {
      ids.add(p.id());
    }
    return ids;
  }
}
