package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordTableTest {
  private static final class Held extends RecordTable.Holder {
    Held(byte[] record) {
      super(record);
    }
  }

  private static byte[] record(String key, String value) {
    return Record.of(Slice.of(key), Slice.of(value));
  }

  private static long hash(String key) {
    byte[] b = key.getBytes(StandardCharsets.UTF_8);
    return Hashing.hash(b, 0, b.length);
  }

  private static long locate(RecordTable table, String key) {
    byte[] b = key.getBytes(StandardCharsets.UTF_8);
    return table.locate(b, 0, b.length, hash(key));
  }

  private static void put(RecordTable table, String key, Object element) {
    long token = locate(table, key);
    if (token == RecordTable.ABSENT) {
      table.insert(element, hash(key));
    } else {
      table.set(token, element);
    }
  }

  private static void put(RecordTable table, String key) {
    put(table, key, record(key, ""));
  }

  private static boolean remove(RecordTable table, String key) {
    long token = locate(table, key);
    if (token == RecordTable.ABSENT) {
      return false;
    }
    table.removeAt(token);
    return true;
  }

  private static String keyOf(Object element) {
    return Record.key(RecordTable.recordOf(element), new Slice()).toString();
  }

  private static List<String> keys(RecordTable table) {
    List<String> keys = new ArrayList<>();
    table.forEach(o -> keys.add(keyOf(o)));
    return keys;
  }

  @Test
  void findsWhatWasInserted() {
    RecordTable table = new RecordTable();
    byte[] r = record("a", "1");
    put(table, "a", r);
    assertThat(table.find(Slice.of("a"))).isSameAs(r);
    assertThat(table.find(Slice.of("b"))).isNull();
    assertThat(table.at(locate(table, "a"))).isSameAs(r);
    assertThat(locate(table, "b")).isEqualTo(RecordTable.ABSENT);
  }

  @Test
  void anElementMayBeMoreThanARecord() {
    RecordTable table = new RecordTable();
    Held held = new Held(record("a", ""));
    put(table, "a", held);
    assertThat(table.find(Slice.of("a"))).isSameAs(held);
    byte[] bare = record("a", "1");
    table.set(locate(table, "a"), bare);
    assertThat(table.find(Slice.of("a"))).isSameAs(bare);
  }

  @Test
  void guessesWhatALookupFindsRightMostOfTheTime() {
    RecordTable table = new RecordTable();
    for (int i = 0; i < 10_000; i++) {
      put(table, "k" + i);
    }
    int right = 0;
    for (int i = 0; i < 10_000; i++) {
      Object guess = table.likely(hash("k" + i));
      if (guess != null && guess == table.find(Slice.of("k" + i))) {
        right++;
      }
    }
    assertThat(right).isGreaterThan(8_000);
  }

  @Test
  void aTableMadeForManyDoesNotGrow() {
    for (int n : new int[] {1, 6, 7, 8, 13, 14, 15, 28, 100, 1000, 7 << 10}) {
      RecordTable table = new RecordTable(n);
      int capacity = table.capacity();
      for (int i = 0; i < n; i++) {
        put(table, "k" + i);
      }
      assertThat(table.capacity()).as("%d elements", n).isEqualTo(capacity);
      assertThat(capacity).isLessThan(Math.max(9, n * 16 / 7 + 9));
    }
  }

  @Test
  void clearForgetsEverything() {
    RecordTable table = new RecordTable();
    for (int i = 0; i < 1000; i++) {
      put(table, "k" + i);
    }
    table.clear(0);
    assertThat(table.size()).isZero();
    assertThat(keys(table)).isEmpty();
    assertThat(table.find(Slice.of("k1"))).isNull();
    assertThat(table.random(new Random(1))).isNull();
    assertThat(table.scan(0, o -> {})).isZero();
  }

  @Test
  void shrinksWhenMostIsRemoved() {
    RecordTable table = new RecordTable();
    for (int i = 0; i < 100_000; i++) {
      put(table, "k" + i);
    }
    long full = table.heapBytes();
    for (int i = 0; i < 99_990; i++) {
      remove(table, "k" + i);
    }
    assertThat(table.heapBytes()).isLessThan(full / 100);
    assertThat(keys(table)).hasSize(10);
  }

  @Test
  void behavesAsAHashMap() {
    Random random = Seeds.random("RecordTableTest.behavesAsAHashMap");
    for (int round = 0; round < 60; round++) {
      RecordTable table = random.nextBoolean() ? new RecordTable() : new RecordTable(50);
      Map<String, Object> model = new HashMap<>();
      int range = 1 << random.nextInt(14);
      int bias = random.nextInt(100);
      for (int op = 0; op < 20_000; op++) {
        if (op % 2_000 == 0) {
          bias = random.nextInt(100); // phases that grow, phases that shrink, phases that churn
        }
        String key = "k" + random.nextInt(range);
        if (random.nextInt(100) < bias) {
          Object element = record(key, "v" + op);
          if (random.nextInt(8) == 0) {
            element = new Held((byte[]) element);
          }
          put(table, key, element);
          model.put(key, element);
        } else if (random.nextInt(4) == 0) {
          assertThat(table.find(Slice.of(key))).isSameAs(model.get(key));
        } else {
          assertThat(remove(table, key)).isEqualTo(model.remove(key) != null);
        }
        assertThat(table.size()).isEqualTo(model.size());
      }
      model.forEach((key, element) -> assertThat(table.find(Slice.of(key))).isSameAs(element));
      assertThat(keys(table)).containsExactlyInAnyOrderElementsOf(model.keySet());
    }
  }

  /** A queue's life: as many removals as insertions leaves a tombstone in every full group. */
  @Test
  void churnAtAConstantSizeNeitherGrowsNorStalls() {
    RecordTable table = new RecordTable();
    int live = 1000;
    int largest = 0;
    for (int i = 0; i < 500_000; i++) {
      put(table, "k" + i);
      if (i >= live) {
        assertThat(remove(table, "k" + (i - live))).isTrue();
      }
      largest = Math.max(largest, table.slotCount());
    }
    assertThat(table.size()).isEqualTo(live);
    assertThat(largest).isLessThan(live * 12);
  }

  /** Whatever falls away while the table is being moved, the next one is large enough. */
  @Test
  void rapidRemovalsThenInsertionsAlwaysFindRoom() {
    Random random = Seeds.random("RecordTableTest.rapidRemovals");
    for (int round = 0; round < 300; round++) {
      RecordTable table = new RecordTable();
      List<String> live = new ArrayList<>();
      int next = 0;
      for (int phase = 0; phase < 12; phase++) {
        for (int n = random.nextInt(3000); n > 0; n--) {
          String key = "k" + next++;
          put(table, key);
          live.add(key);
        }
        int keep = random.nextInt(30);
        while (live.size() > keep) {
          assertThat(remove(table, live.remove(live.size() - 1))).isTrue();
        }
      }
      assertThat(keys(table)).containsExactlyInAnyOrderElementsOf(live);
    }
  }

  @Test
  void everySlotIsWalkedAndItsTokenWorks() {
    RecordTable table = new RecordTable();
    for (int i = 0; i < 500 || !table.isGrowing(); i++) {
      put(table, "k" + i);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < table.slotCount(); i++) {
      Object o = table.slot(i);
      if (o != null) {
        assertThat(table.at(table.tokenOfSlot(i))).isSameAs(o);
        seen.add(keyOf(o));
      }
    }
    assertThat(seen).hasSize(table.size());
  }

  @Test
  void aScanOfAQuietTableReportsEveryElementOnce() {
    for (int n : new int[] {0, 1, 7, 8, 100, 897, 5000}) {
      RecordTable table = new RecordTable(n);
      for (int i = 0; i < n; i++) {
        put(table, "k" + i);
      }
      List<String> seen = new ArrayList<>();
      long cursor = 0;
      do {
        cursor = table.scan(cursor, o -> seen.add(keyOf(o)));
      } while (cursor != 0);
      assertThat(seen).doesNotHaveDuplicates().hasSize(n);
    }
  }

  @Test
  void aScanReportsWhatWasThereAllAlongWhateverHappensMeanwhile() {
    Random random = Seeds.random("RecordTableTest.scan");
    for (int round = 0; round < 800; round++) {
      RecordTable table = new RecordTable();
      Set<String> live = new HashSet<>();
      int range = 16 << random.nextInt(9);
      int bias = random.nextInt(101);
      change(random, table, live, random.nextInt(2 * range), range, 60);
      Set<String> throughout = new HashSet<>(live);
      Set<String> seen = new HashSet<>();
      int changes = random.nextInt(200);
      long cursor = 0;
      do {
        cursor = table.scan(cursor, o -> seen.add(keyOf(o)));
        if (random.nextInt(4) == 0) {
          bias = random.nextInt(101);
        }
        change(random, table, live, random.nextInt(changes + 1), range, bias);
        throughout.retainAll(live);
      } while (cursor != 0);
      assertThat(seen).as("round %d", round).containsAll(throughout);
    }
  }

  private static void change(
      Random random, RecordTable table, Set<String> live, int count, int range, int bias) {
    for (int i = 0; i < count; i++) {
      String key = "k" + random.nextInt(range);
      if (random.nextInt(100) < bias) {
        put(table, key);
        live.add(key);
      } else {
        remove(table, key);
        live.remove(key);
      }
    }
  }

  @Test
  void anyCursorAClientInventsIsSafe() {
    Random random = Seeds.random("RecordTableTest.cursor");
    RecordTable table = new RecordTable();
    for (int i = 0; i < 1000 || !table.isGrowing(); i++) {
      put(table, "k" + i);
      long cursor = random.nextLong();
      for (int steps = 0; steps < 3; steps++) {
        cursor = table.scan(cursor, o -> {});
      }
    }
  }

  @Test
  void randomPicksAreUniform() {
    Random random = new Random(20240607);
    RecordTable table = new RecordTable();
    int n = 300;
    for (int i = 0; i < n || !table.isGrowing(); i++) {
      put(table, "k" + i);
    }
    int size = table.size();
    Map<String, Integer> counts = new HashMap<>();
    int picks = 200 * size;
    for (int i = 0; i < picks; i++) {
      Object picked = table.random(random);
      assertThat(picked).isNotNull();
      counts.merge(keyOf(picked), 1, Integer::sum);
    }
    double expected = (double) picks / size;
    double chiSquare = 0;
    for (int i = 0; i < size; i++) {
      double d = counts.getOrDefault("k" + i, 0) - expected;
      chiSquare += d * d / expected;
    }
    // size - 1 degrees of freedom: five standard deviations above the mean
    assertThat(chiSquare).isLessThan(size - 1 + 5 * Math.sqrt(2.0 * (size - 1)));
  }
}
