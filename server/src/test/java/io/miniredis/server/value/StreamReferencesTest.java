package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.value.StreamValue.Deletion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random operations on a stream with groups, and on plain sets and maps, which must agree. */
class StreamReferencesTest {
  private static final Slice CONSUMER = Slice.of("c");

  private final ValueLimits limits = new ValueLimits();
  private StreamValue stream = new StreamValue(limits);
  private final TreeSet<StreamId> entries = new TreeSet<>();
  private final Map<String, GroupModel> groups = new TreeMap<>();
  private Random random = new Random(1);
  private long now;

  private static final class GroupModel {
    StreamId last = StreamId.MIN;

    /** When an entry was delivered; before all of these, negative: the order of its release. */
    final TreeMap<StreamId, Long> pending = new TreeMap<>();

    long releases = Long.MIN_VALUE;

    boolean refersTo(StreamId id) {
      return id.isAfter(last) || pending.containsKey(id);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 3000", "3, 3, 5000", "100, 2, 5000", "4, 8, 4000", "10, 40, 3000"})
  void agreesWithTheModel(int nodeEntries, int maxGroups, int operations) {
    random = Seeds.random("StreamReferencesTest");
    limits.streamNodeMaxEntries = nodeEntries;
    for (int i = 0; i < operations; i++) {
      now += random.nextInt(3);
      change(maxGroups);
      if (i % 50 == 0) {
        compare();
      }
    }
    compare();
  }

  private void change(int maxGroups) {
    switch (random.nextInt(30)) {
      case 0 -> createGroup(maxGroups);
      case 1 -> {
        if (random.nextInt(4) == 0) {
          removeGroup();
        }
      }
      case 2 -> moveGroup();
      case 3, 4 -> delete(ReferencePolicy.KEEPREF);
      case 5, 6 -> delete(ReferencePolicy.DELREF);
      case 7, 8, 9 -> delete(ReferencePolicy.ACKED);
      case 10 -> trimExactly(ReferencePolicy.KEEPREF);
      case 11 -> trimExactly(ReferencePolicy.DELREF);
      case 12, 13 -> trimExactly(ReferencePolicy.ACKED);
      case 14 -> trimApproximately();
      case 15, 16 -> release();
      case 17, 18, 19, 20, 21 -> acknowledge();
      case 22 -> claim();
      case 23, 24, 25 -> read();
      default -> add();
    }
  }

  private void add() {
    StreamId last = stream.lastId();
    StreamId id = new StreamId(last.ms() + random.nextInt(2), last.seq() + 1);
    stream.add(id, StreamModelTest.entry(List.of("f", "v")));
    entries.add(id);
  }

  // ---- groups

  private void createGroup(int maxGroups) {
    String name = "g" + random.nextInt(maxGroups);
    if (!groups.containsKey(name)) {
      GroupModel model = new GroupModel();
      model.last = someId();
      groups.put(name, model);
      stream.createGroup(Slice.of(name), model.last, StreamGroup.UNKNOWN).create(CONSUMER, now);
    }
  }

  private void removeGroup() {
    String name = someGroup();
    if (!name.isEmpty()) {
      groups.remove(name);
      stream.removeGroup(real(name));
    }
  }

  private void moveGroup() {
    String name = someGroup();
    if (!name.isEmpty()) {
      StreamId id = someId();
      model(name).last = id;
      real(name).moveTo(id, StreamGroup.UNKNOWN);
    }
  }

  private void read() {
    String name = someGroup();
    if (name.isEmpty()) {
      return;
    }
    GroupModel model = model(name);
    List<StreamId> fresh =
        entries.tailSet(model.last, false).stream().limit(1 + random.nextInt(8)).toList();
    StreamGroup group = real(name);
    for (StreamId id : fresh) {
      group.delivered(id.ms(), id.seq());
      model.last = id;
      if (random.nextInt(5) > 0) {
        deliver(group, model, id, now);
      }
    }
  }

  private static void deliver(StreamGroup group, GroupModel model, StreamId id, long at) {
    StreamConsumer consumer = consumer(group);
    Pending p = group.pending().find(id.ms(), id.seq());
    if (p == null) {
      group.add(id.ms(), id.seq(), consumer, at);
    } else {
      group.deliver(p, consumer, at, 1);
    }
    model.pending.put(id, at);
  }

  private void acknowledge() {
    String name = someGroup();
    if (!name.isEmpty()) {
      StreamId id = somePending(name);
      Pending p = real(name).pending().find(id.ms(), id.seq());
      assertThat(p != null).isEqualTo(model(name).pending.containsKey(id));
      if (p != null) {
        real(name).remove(p);
        model(name).pending.remove(id);
      }
    }
  }

  private void release() {
    String name = someGroup();
    if (!name.isEmpty()) {
      StreamId id = somePending(name);
      Pending p = real(name).pending().find(id.ms(), id.seq());
      if (p != null) {
        real(name).release(p, p.deliveries());
        model(name).pending.put(id, model(name).releases++);
      } else if (entries.contains(id)) {
        real(name).addReleased(id, 0);
        model(name).pending.put(id, model(name).releases++);
      }
    }
  }

  /** What has been idle comes in order, and is delivered anew. */
  private void claim() {
    String name = someGroup();
    if (name.isEmpty()) {
      return;
    }
    GroupModel model = model(name);
    long millis = random.nextInt(30);
    long max = random.nextInt(5);
    List<StreamId> expected =
        model.pending.entrySet().stream()
            .filter(e -> millis == 0 || e.getValue() < 0 || now - e.getValue() >= millis)
            .sorted(
                Comparator.comparingLong(Map.Entry<StreamId, Long>::getValue)
                    .thenComparing(Map.Entry::getKey))
            .limit(max == 0 ? Long.MAX_VALUE : max)
            .map(Map.Entry::getKey)
            .toList();
    List<Pending> idle = real(name).idle(now, millis, max);
    assertThat(idle).extracting(Pending::id).isEqualTo(expected);
    for (StreamId id : expected) {
      deliver(real(name), model, id, now);
    }
  }

  // ---- deletion

  private boolean isReferenced(StreamId id) {
    return groups.values().stream().anyMatch(g -> g.refersTo(id));
  }

  private boolean releaseAll(StreamId id) {
    boolean any = false;
    for (GroupModel group : groups.values()) {
      any |= group.pending.remove(id) != null;
    }
    return any;
  }

  private void delete(ReferencePolicy policy) {
    StreamId id = someId();
    boolean there = entries.contains(id);
    Deletion expected = there ? Deletion.DELETED : Deletion.ABSENT;
    if (policy == ReferencePolicy.DELREF && releaseAll(id) && !there) {
      expected = Deletion.RELEASED;
    } else if (policy == ReferencePolicy.ACKED && there) {
      expected = groups.isEmpty() || isReferenced(id) ? Deletion.KEPT : Deletion.DELETED;
    }
    assertThat(stream.delete(id, policy)).isEqualTo(expected);
    if (expected == Deletion.DELETED) {
      entries.remove(id);
    }
  }

  private void trimExactly(ReferencePolicy policy) {
    boolean bySize = random.nextBoolean();
    StreamId id = someId();
    int max = random.nextInt(entries.size() + 2);
    List<StreamId> gone = new ArrayList<>();
    for (StreamId entry : entries) {
      boolean tooOld = bySize ? entries.size() - gone.size() > max : entry.isBefore(id);
      if (!tooOld) {
        break;
      }
      if (policy != ReferencePolicy.ACKED || !isReferenced(entry)) {
        gone.add(entry);
      }
    }
    long removed =
        bySize ? stream.trimToSize(max, false, 0, policy) : stream.trimToId(id, false, 0, policy);
    assertThat(removed).isEqualTo(gone.size());
    gone.forEach(entries::remove);
    if (policy == ReferencePolicy.DELREF) {
      gone.forEach(this::releaseAll);
    }
    if (random.nextInt(4) == 0) {
      compare();
    }
  }

  /** Never removes too much, nor anything that is referred to. */
  private void trimApproximately() {
    int max = random.nextInt(entries.size() + 2);
    long limit = random.nextInt(3) * 7L;
    TreeSet<StreamId> before = new TreeSet<>(entries);
    long removed = stream.trimToSize(max, true, limit, ReferencePolicy.ACKED);
    entries.removeIf(id -> !stream.contains(id.ms(), id.seq()));
    before.removeAll(entries);
    assertThat(removed).isEqualTo(before.size());
    assertThat(removed == 0 || entries.size() >= max).isTrue();
    assertThat(limit == 0 || removed <= limit).isTrue();
    assertThat(before).noneMatch(this::isReferenced);
  }

  // ---- picking

  private StreamId someId() {
    if (entries.isEmpty() || random.nextInt(10) == 0) {
      return new StreamId(random.nextInt(1 + (int) stream.lastId().ms()), random.nextInt(100));
    }
    return entries.stream().skip(random.nextInt(entries.size())).findFirst().orElseThrow();
  }

  private StreamId somePending(String group) {
    TreeMap<StreamId, Long> pending = model(group).pending;
    if (pending.isEmpty() || random.nextInt(6) == 0) {
      return someId();
    }
    return pending.keySet().stream().skip(random.nextInt(pending.size())).findFirst().orElseThrow();
  }

  /** A group's name, or "". */
  private String someGroup() {
    return groups.keySet().stream()
        .skip(random.nextInt(Math.max(1, groups.size())))
        .findFirst()
        .orElse("");
  }

  private GroupModel model(String name) {
    GroupModel model = groups.get(name);
    assertThat(model).isNotNull();
    return model;
  }

  private StreamGroup real(String name) {
    StreamGroup group = stream.group(Slice.of(name));
    assertThat(group).isNotNull();
    return group;
  }

  private static StreamConsumer consumer(StreamGroup group) {
    StreamConsumer consumer = group.consumer(CONSUMER);
    assertThat(consumer).isNotNull();
    return consumer;
  }

  // ---- comparing

  private void compare() {
    StreamInvariants.check(stream);
    List<StreamId> all = new ArrayList<>();
    StreamCursor cursor = stream.cursor(StreamId.MIN, StreamId.MAX, false);
    while (cursor != null && cursor.next()) {
      all.add(cursor.id());
    }
    assertThat(all).isEqualTo(List.copyOf(entries));
    assertThat(stream.firstId()).isEqualTo(entries.isEmpty() ? StreamId.MIN : entries.first());
    groups.forEach(
        (name, model) -> {
          StreamGroup group = real(name);
          assertThat(group.lastDelivered()).isEqualTo(model.last);
          if (group.lag() != StreamGroup.UNKNOWN_LAG) {
            assertThat(group.lag()).as("lag").isEqualTo(entries.tailSet(model.last, false).size());
          }
          Map<StreamId, Long> pending = new TreeMap<>();
          PendingList list = group.pending();
          for (Pending p = list.first(); p != null; p = list.after(p)) {
            pending.put(p.id(), p.deliveredAt);
            assertThat(p.isReleased()).isEqualTo(p.consumer() == group.nobody);
          }
          assertThat(pending).isEqualTo(model.pending);
        });
    if (random.nextInt(5) == 0) {
      stream = stream.copy();
      StreamInvariants.check(stream);
    }
  }
}
