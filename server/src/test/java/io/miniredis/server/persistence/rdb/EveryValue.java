package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.QueueSamples;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A small value of every type in every representation. */
final class EveryValue {
  private static final ValueLimits USUAL = new ValueLimits();
  private static final ValueLimits NOTHING_PACKED = new ValueLimits();

  static {
    NOTHING_PACKED.hashMaxListpackEntries = 0;
    NOTHING_PACKED.setMaxListpackEntries = 0;
    NOTHING_PACKED.setMaxIntsetEntries = 0;
    NOTHING_PACKED.zsetMaxListpackEntries = 0;
    NOTHING_PACKED.listMaxListpackSize = 2;
  }

  private static final int QUEUES = 6;

  private EveryValue() {}

  /** By their keys; null stands for the string "text". */
  static Map<String, @Nullable Value> all() {
    Map<String, @Nullable Value> all = new LinkedHashMap<>();
    all.put("string", null);
    for (ValueLimits limits : new ValueLimits[] {USUAL, NOTHING_PACKED}) {
      String kind = limits == USUAL ? "small " : "large ";
      all.put(kind + "list", list(limits));
      all.put(kind + "set", set(limits, "one", "two", "3"));
      all.put(kind + "numbers", set(limits, "1", "70000", "-9000000000"));
      all.put(kind + "zset", sortedSet(limits));
      all.put(kind + "hash", hash(limits, false));
      all.put(kind + "timed hash", hash(limits, true));
    }
    all.put("stream", stream());
    for (int seed = 1; seed <= QUEUES; seed++) {
      all.put("queue " + seed, QueueSamples.random(new Random(seed), 12));
    }
    return all;
  }

  private static ListValue list(ValueLimits limits) {
    ListValue list = new ListValue(limits);
    for (String e : new String[] {"a", "17", "-300", "b".repeat(70), ""}) {
      list.push(ListEnd.RIGHT, Slice.of(e));
    }
    return list;
  }

  private static SetValue set(ValueLimits limits, String... members) {
    SetValue set = new SetValue(limits);
    for (String member : members) {
      set.add(Slice.of(member));
    }
    return set;
  }

  private static SortedSetValue sortedSet(ValueLimits limits) {
    SortedSetValue set = new SortedSetValue(limits);
    set.put(Slice.of("a"), 1, 0);
    set.put(Slice.of("b"), 0.1, 0);
    set.put(Slice.of("c"), Double.POSITIVE_INFINITY, 0);
    return set;
  }

  private static HashValue hash(ValueLimits limits, boolean timed) {
    HashValue hash = new HashValue(limits);
    for (int i = 0; i < 3; i++) {
      hash.set(Slice.of("field" + i), Slice.of("value " + i), 0);
    }
    if (timed) {
      hash.expire(Slice.of("field1"), 4_000_000_000_000L);
      hash.expire(Slice.of("field0"), 4_000_000_000_500L);
    }
    return hash;
  }

  private static StreamValue stream() {
    StreamValue stream = new StreamValue(USUAL);
    StreamEntryBuffer entry = new StreamEntryBuffer();
    for (int i = 1; i < 6; i++) {
      entry.clear();
      for (String e : new String[] {"f", "v" + i, i == 3 ? "other" : "g", "12"}) {
        byte[] bytes = RdbBytes.latin1(e);
        entry.add().wrap(bytes, 0, bytes.length);
      }
      stream.add(new StreamId(1000 + i, i), entry);
    }
    stream.delete(new StreamId(1002, 2));
    StreamGroup group = stream.createGroup(Slice.of("group"), new StreamId(1003, 3), 3);
    StreamConsumer ann = group.create(Slice.of("ann"), 5000);
    ann.active(5000); // what the form does not tell is taken to be when it was seen
    StreamConsumer bob = group.create(Slice.of("bob"), 6000);
    bob.active(6000);
    group.add(1001, 1, ann, 7000, 2);
    group.add(1003, 3, bob, 8000, 1);
    group.addReleased(new StreamId(1002, 2), 4);
    stream
        .madeProducers()
        .add(Slice.of("sender"), Slice.of("message 1"), new StreamId(1001, 1), 9000);
    stream
        .madeProducers()
        .add(Slice.of("sender"), Slice.of("message 2"), new StreamId(1003, 3), 9500);
    return stream;
  }
}
