package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamProducersTest {
  private final HeapAccount account = new HeapAccount();
  private StreamProducers producers = new StreamProducers(10, 3, account);

  private void add(String producer, String message, long seq, long now) {
    producers.add(Slice.of(producer), Slice.of(message), new StreamId(1, seq), now);
  }

  private long find(String producer, String message, long now) {
    StreamId id = producers.find(Slice.of(producer), Slice.of(message), now);
    return id == null ? -1 : id.seq();
  }

  @Test
  void aMessageIsKnownForItsTime() {
    add("p", "m", 7, 1_000);
    assertThat(find("p", "m", 10_999)).isEqualTo(7);
    assertThat(producers.ids(10_999)).isEqualTo(1);
    assertThat(find("p", "m", 11_000)).isEqualTo(-1);
    assertThat(producers.ids(11_000)).isZero();
    assertThat(producers.producers(11_000)).isZero();
    add("p", "m", 8, 11_000);
    assertThat(find("p", "m", 11_000)).isEqualTo(8);
    assertThat(producers.added()).isEqualTo(2);
  }

  @Test
  void theOldestGoesWhereThereAreTooMany() {
    for (int i = 1; i <= 4; i++) {
      add("p", "m" + i, i, 0);
    }
    add("q", "m1", 9, 0);
    assertThat(find("p", "m1", 0)).isEqualTo(-1);
    assertThat(find("p", "m2", 0)).isEqualTo(2);
    assertThat(find("q", "m1", 0)).isEqualTo(9);
    assertThat(producers.ids(0)).isEqualTo(4);
  }

  @Test
  void aClockThatStepsBackMakesNoMessageYounger() {
    add("p", "a", 1, 20_000);
    add("p", "b", 2, 5_000);
    assertThat(find("p", "b", 15_001)).isEqualTo(2);
    assertThat(find("p", "b", 30_000)).isEqualTo(-1);
    add("p", "b", 3, 30_000);
    assertThat(find("p", "b", 30_000)).isEqualTo(3);
    assertThat(producers.ids(30_000)).isEqualTo(1);
  }

  @Test
  void producersThatAreGoneTakeNoRoomInTheEnd() {
    for (int i = 0; i < 1_000; i++) {
      add("gone" + i, "m", i, 0);
    }
    long full = account.bytes;
    for (int i = 0; i < 2_000; i++) {
      add("p", "m" + i, i, 20_000 + i);
    }
    assertThat(account.bytes).isLessThan(full / 50);
    assertThat(producers.producers(22_000)).isEqualTo(1);
  }

  @Test
  void otherSettingsForgetAllAndTheSameNothing() {
    add("p", "m", 7, 0);
    producers.duplicate();
    producers.configure(10, 3);
    assertThat(find("p", "m", 0)).isEqualTo(7);
    producers.configure(10, 4);
    assertThat(find("p", "m", 0)).isEqualTo(-1);
    assertThat(producers.ids(0)).isZero();
    assertThat(producers.added()).isEqualTo(1);
    assertThat(producers.duplicates()).isEqualTo(1);
    assertThat(account.bytes).isEqualTo(emptyBytes());
  }

  @Test
  void agreesWithAModel() {
    Random random = Seeds.random("StreamProducersTest");
    account.bytes = 0;
    producers = new StreamProducers(2, 20, account);
    Map<String, Map<String, long[]>> model = new TreeMap<>();
    long now = 0;
    for (int i = 0; i < 30_000; i++) {
      now += random.nextInt(4);
      String producer = "p" + (random.nextInt(20) == 0 ? random.nextInt(500) : random.nextInt(5));
      String message = "m" + random.nextInt(60);
      Map<String, long[]> known = model.computeIfAbsent(producer, p -> new LinkedHashMap<>());
      long over = now - 2_000;
      known.values().removeIf(m -> m[1] <= over);
      long[] before = known.get(message);
      assertThat(find(producer, message, now)).isEqualTo(before == null ? -1 : before[0]);
      if (before == null) {
        add(producer, message, i, now);
        known.put(message, new long[] {i, now});
        if (known.size() > 20) {
          known.remove(known.keySet().iterator().next());
        }
      }
      if (i % 1_000 == 0) {
        compare(model, now);
      }
    }
    producers.configure(1, 1);
    assertThat(account.bytes).as("the account of bytes").isEqualTo(emptyBytes());
  }

  private void compare(Map<String, Map<String, long[]>> model, long now) {
    model.values().forEach(known -> known.values().removeIf(m -> m[1] <= now - 2_000));
    model.values().removeIf(Map::isEmpty);
    assertThat(producers.producers(now)).isEqualTo(model.size());
    assertThat(producers.ids(now)).isEqualTo(model.values().stream().mapToLong(Map::size).sum());
    HeapAccount copied = new HeapAccount();
    StreamProducers copy = producers.copy(copied);
    assertThat(copy.ids(now)).isEqualTo(producers.ids(now));
    assertThat(copy.added()).isEqualTo(producers.added());
    copy.configure(1, 1);
    assertThat(copied.bytes).as("the account of bytes").isEqualTo(emptyBytes());
  }

  private static long emptyBytes() {
    HeapAccount empty = new HeapAccount();
    assertThat(new StreamProducers(1, 1, empty).added()).isZero();
    return empty.bytes;
  }

  @Test
  void contentIsTheSameInAnyOrderOfItsFields() {
    List<List<String>> contents =
        List.of(
            List.of("a", "1"),
            List.of("a", "1", "a", "1"),
            List.of("a", "1", "b", "2"),
            List.of("a", "2", "b", "1"),
            List.of("1", "a", "2", "b"),
            List.of("a1", ""),
            List.of("", "a1"),
            List.of("a", "1b", "2", ""),
            List.of("a", "", "1", ""));
    Set<String> digests = new HashSet<>();
    for (List<String> content : contents) {
      String digest = digest(content);
      assertThat(digest).hasSize(16).isEqualTo(digest(turned(content)));
      digests.add(digest);
    }
    assertThat(digests).hasSize(contents.size());
  }

  /** The same pairs, the last first. */
  private static List<String> turned(List<String> content) {
    List<String> turned = new ArrayList<>();
    for (int i = content.size() - 2; i >= 0; i -= 2) {
      turned.add(content.get(i));
      turned.add(content.get(i + 1));
    }
    return turned;
  }

  private static String digest(List<String> content) {
    return Slice.of(StreamContent.digest(StreamModelTest.entry(content))).toString();
  }
}
