package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashValueTest {
  private static final long NOW = 1_000_000;

  private final ValueLimits limits = new ValueLimits();
  private final HashValue hash = new HashValue(limits);

  private boolean set(String field, String value) {
    return hash.set(Slice.of(field), Slice.of(value), NOW);
  }

  private void expire(String field, long at) {
    hash.expire(Slice.of(field), at);
  }

  private String get(String field, long now) {
    Slice into = new Slice();
    return hash.get(Slice.of(field), now, into) ? into.toString() : null;
  }

  private List<String> fields(long now) {
    List<String> fields = new ArrayList<>();
    Slice field = new Slice();
    for (int p = hash.next(HashValue.NONE, now); p != HashValue.NONE; p = hash.next(p, now)) {
      fields.add(hash.field(p, field).toString());
    }
    return fields;
  }

  private void fill(int n) {
    for (int i = 0; i < n; i++) {
      set("f" + i, "v" + i);
    }
  }

  @Test
  void aNewHashIsEmptyAndSmall() {
    assertThat(hash.isEmpty()).isTrue();
    assertThat(hash.encoding()).isEqualTo("listpack");
    assertThat(fields(NOW)).isEmpty();
    assertThat(hash.random(new Random(1), NOW)).isEqualTo(HashValue.NONE);
    assertThat(hash.sample(5, new Random(1), NOW)).isEmpty();
    assertThat(hash.nextExpiry()).isEqualTo(HashValue.NO_EXPIRY);
  }

  @Test
  void aSmallHashKeepsTheOrderInWhichFieldsCame() {
    set("b", "1");
    set("a", "2");
    assertThat(set("b", "3")).isFalse();
    assertThat(fields(NOW)).containsExactly("b", "a");
    assertThat(get("b", NOW)).isEqualTo("3");
  }

  @Test
  void tooManyFieldsMakeATable() {
    fill(128);
    assertThat(hash.encoding()).isEqualTo("listpack");
    set("one more", "");
    assertThat(hash.encoding()).isEqualTo("hashtable");
    for (int i = 0; i < 129; i++) {
      hash.remove(Slice.of("f" + i));
    }
    assertThat(hash.encoding()).as("a table stays one").isEqualTo("hashtable");
  }

  @Test
  void aLongFieldOrValueMakesATable() {
    set("f".repeat(64), "v".repeat(64));
    assertThat(hash.encoding()).isEqualTo("listpack");
    HashValue other = hash.copy();
    other.set(Slice.of("f".repeat(65)), Slice.of("v"), NOW);
    assertThat(other.encoding()).isEqualTo("hashtable");
    other = hash.copy();
    other.update(Slice.of("f".repeat(64)), Slice.of("v".repeat(65)), NOW);
    assertThat(other.encoding()).isEqualTo("hashtable");
  }

  @Test
  void manyAnnouncedFieldsMakeATableAtOnce() {
    hash.announce(128);
    assertThat(hash.encoding()).isEqualTo("listpack");
    hash.announce(129);
    assertThat(hash.encoding()).isEqualTo("hashtable");
  }

  @Test
  void fieldsOfASmallHashAreInOrderOfExpiryOnceOneHasAny() {
    for (String field : new String[] {"a", "b", "c", "d", "e"}) {
      set(field, field);
    }
    for (String field : new String[] {"e", "d", "b"}) {
      expire(field, NOW + 90);
    }
    assertThat(hash.encoding()).isEqualTo("listpackex");
    assertThat(fields(NOW)).containsExactly("b", "d", "e", "a", "c");
    expire("a", NOW + 90);
    expire("e", NOW + 90);
    assertThat(fields(NOW)).containsExactly("a", "b", "d", "e", "c");
    set("a", "2");
    assertThat(fields(NOW))
        .as("a set field loses its expiry")
        .containsExactly("b", "d", "e", "c", "a");
    expire("b", HashValue.NO_EXPIRY);
    assertThat(fields(NOW)).containsExactly("d", "e", "c", "a", "b");
    assertThat(hash.encoding()).isEqualTo("listpackex");
  }

  @Test
  void aSmallHashMayHaveRoomForExpiriesBeforeThereAreAny() {
    set("a", "1");
    set("b", "2");
    hash.announceExpiries();
    assertThat(hash.encoding()).isEqualTo("listpackex");
    assertThat(fields(NOW)).containsExactly("a", "b");
    assertThat(get("b", NOW)).isEqualTo("2");
    assertThat(hash.nextExpiry()).isEqualTo(HashValue.NO_EXPIRY);
    fill(200);
    hash.announceExpiries();
    assertThat(hash.encoding()).isEqualTo("hashtable");
  }

  @Test
  void anExpiredFieldIsNotRead() {
    for (int size : new int[] {2, 200}) {
      fill(size);
      expire("f1", NOW + 1);
      assertThat(get("f1", NOW)).as("not before its time").isEqualTo("v1");
      assertThat(get("f1", NOW + 1)).isNull();
      assertThat(hash.contains(Slice.of("f1"), NOW + 1)).isFalse();
      assertThat(hash.expiry(Slice.of("f1"), NOW + 1)).isEqualTo(HashValue.NO_FIELD);
      assertThat(fields(NOW + 1)).doesNotContain("f1").hasSize(size - 1);
      assertThat(hash.size(NOW + 1)).isEqualTo(size - 1);
      assertThat(hash.size()).as("but counted until removed").isEqualTo(size);
      List<String> scanned = new ArrayList<>();
      long cursor = 0;
      do {
        cursor = hash.scan(cursor, NOW + 1, (f, v) -> scanned.add(f.toString()));
      } while (cursor != 0);
      assertThat(scanned).doesNotContain("f1").hasSize(size - 1);
      assertThat(hash.set(Slice.of("f1"), Slice.of("x"), NOW + 1)).as("new again").isTrue();
      assertThat(hash.expiry(Slice.of("f1"), NOW + 1)).isEqualTo(HashValue.NO_EXPIRY);
    }
  }

  @Test
  void anUpdateKeepsTheExpiryASetDropsIt() {
    for (int size : new int[] {2, 200}) {
      fill(size);
      expire("f0", NOW + 5);
      hash.update(Slice.of("f0"), Slice.of("longer than before"), NOW);
      assertThat(hash.expiry(Slice.of("f0"), NOW)).isEqualTo(NOW + 5);
      assertThat(get("f0", NOW)).isEqualTo("longer than before");
      set("f0", "y");
      assertThat(hash.expiry(Slice.of("f0"), NOW)).isEqualTo(HashValue.NO_EXPIRY);
      assertThat(hash.nextExpiry()).isEqualTo(HashValue.NO_EXPIRY);
    }
  }

  @Test
  void anUpdateOfAnExpiredFieldStartsAnew() {
    set("a", "1");
    expire("a", NOW - 1);
    assertThat(hash.update(Slice.of("a"), Slice.of("2"), NOW)).isTrue();
    assertThat(hash.expiry(Slice.of("a"), NOW)).isEqualTo(HashValue.NO_EXPIRY);
  }

  @Test
  void expiredFieldsGoTheEarliestFirstAndNotMoreThanAsked() {
    for (int size : new int[] {20, 500}) {
      fill(size);
      for (int i = 0; i < 10; i++) {
        expire("f" + i, NOW - 10 + i);
      }
      assertThat(hash.expireElements(NOW, 4, field -> {})).isEqualTo(4);
      assertThat(fields(0)).doesNotContain("f0", "f1", "f2", "f3").contains("f4");
      assertThat(hash.nextExpiry()).isEqualTo(NOW - 6);
      assertThat(hash.expireElements(NOW - 2, 100, field -> {})).isEqualTo(5);
      assertThat(hash.nextExpiry()).isEqualTo(NOW - 1);
      assertThat(hash.expireElements(NOW, 100, field -> {})).isEqualTo(1);
      assertThat(hash.expireElements(NOW, 100, field -> {})).isZero();
      assertThat(hash.size()).isEqualTo(size - 10);
    }
  }

  @Test
  void aFieldIsRemovedOnlyIfExpired() {
    set("a", "1");
    set("b", "1");
    expire("a", NOW + 1);
    assertThat(hash.removeIfExpired(Slice.of("a"), NOW)).isFalse();
    assertThat(hash.removeIfExpired(Slice.of("b"), NOW + 1)).isFalse();
    assertThat(hash.removeIfExpired(Slice.of("c"), NOW + 1)).isFalse();
    assertThat(hash.removeIfExpired(Slice.of("a"), NOW + 1)).isTrue();
    assertThat(hash.size()).isEqualTo(1);
  }

  @Test
  void picksAreNeverExpiredThoughNearlyAllFieldsAre() {
    Random random = new Random(7);
    for (int size : new int[] {50, 2000}) {
      fill(size);
      for (int i = 1; i < size; i++) {
        expire("f" + i, NOW - 1);
      }
      for (int i = 0; i < 50; i++) {
        int p = hash.random(random, NOW);
        assertThat(hash.field(p, new Slice())).hasToString("f0");
      }
      assertThat(hash.sample(9, random, NOW)).hasSize(1);
      expire("f0", NOW - 1);
      assertThat(hash.random(random, NOW)).isEqualTo(HashValue.NONE);
    }
  }

  @Test
  void aSampleHasDifferentFieldsInRandomOrder() {
    Random random = Seeds.random("HashValueTest.sample");
    for (int size : new int[] {1, 10, 128, 129, 3000}) {
      fill(size);
      for (int count : new int[] {0, 1, 3, size / 4, size / 2, size, size + 5}) {
        int[] sample = hash.sample(count, random, NOW);
        assertThat(sample).hasSize(Math.min(count, size)).doesNotHaveDuplicates();
        for (int p : sample) {
          assertThat(hash.contains(hash.field(p, new Slice()), NOW)).isTrue();
        }
      }
    }
  }

  @Test
  void theHeapSizeFollowsTheContents() {
    long empty = hash.bytes();
    fill(1000);
    long full = hash.bytes();
    assertThat(full).isBetween(1000L * 20, 1000L * 60);
    set("f1", "v".repeat(10_000));
    assertThat(hash.bytes()).isBetween(full + 9_900, full + 10_100);
    hash.remove(Slice.of("f1"));
    for (int i = 0; i < 1000; i++) {
      expire("f" + i, NOW + i);
    }
    assertThat(hash.bytes()).isGreaterThan(full);
    for (int i = 0; i < 1000; i++) {
      hash.remove(Slice.of("f" + i));
    }
    assertThat(hash.isEmpty()).isTrue();
    assertThat(hash.bytes()).isLessThan(empty + 2_000);
  }

  private record Timed(String value, long expiry) {}

  @Test
  void behavesAsAMapWithExpiries() {
    Random random = Seeds.random("HashValueTest.model");
    for (int round = 0; round < 150; round++) {
      limits.hashMaxListpackEntries = random.nextInt(3) * 64;
      HashValue subject = new HashValue(limits);
      Map<String, Timed> model = new HashMap<>();
      int range = 1 << 1 + random.nextInt(10);
      long now = NOW;
      for (int op = 0; op < 1500; op++) {
        now += random.nextInt(3);
        String f = "f" + random.nextInt(range);
        Slice field = Slice.of(f);
        Timed old = model.get(f);
        boolean visible = old != null && !HashValue.isOver(old.expiry, now);
        switch (random.nextInt(7)) {
          case 0, 1 -> {
            String v = "v".repeat(random.nextInt(8));
            assertThat(subject.set(field, Slice.of(v), now)).isEqualTo(!visible);
            model.put(f, new Timed(v, HashValue.NO_EXPIRY));
          }
          case 2 -> {
            String v = "u".repeat(random.nextInt(70));
            assertThat(subject.update(field, Slice.of(v), now)).isEqualTo(!visible);
            model.put(f, new Timed(v, visible ? old.expiry : HashValue.NO_EXPIRY));
          }
          case 3 -> {
            long at = random.nextInt(4) == 0 ? HashValue.NO_EXPIRY : now + random.nextInt(900);
            subject.expire(field, at);
            model.computeIfPresent(f, (k, t) -> new Timed(t.value, at));
          }
          case 4 -> assertThat(subject.remove(field)).isEqualTo(model.remove(f) != null);
          case 5 -> {
            Slice into = new Slice();
            assertThat(subject.get(field, now, into)).isEqualTo(visible);
            if (visible) {
              assertThat(into).hasToString(old.value);
              assertThat(subject.expiry(field, now)).isEqualTo(old.expiry);
            }
          }
          default -> {
            int max = random.nextInt(5);
            int n = subject.expireElements(now, max, removed -> {});
            long at = now;
            long over = model.values().stream().filter(t -> HashValue.isOver(t.expiry, at)).count();
            assertThat(n).isEqualTo((int) Math.min(max, over));
            model.keySet().removeIf(k -> !subject.contains(Slice.of(k), 0));
          }
        }
        assertThat(subject.size()).isEqualTo(model.size());
      }
      check(subject, model, now);
      check(subject.copy(), model, now);
    }
  }

  private static void check(HashValue subject, Map<String, Timed> model, long now) {
    long next =
        model.values().stream()
            .mapToLong(Timed::expiry)
            .filter(e -> e != HashValue.NO_EXPIRY)
            .min()
            .orElse(HashValue.NO_EXPIRY);
    assertThat(subject.nextExpiry()).isEqualTo(next);
    Map<String, Timed> walked = new HashMap<>();
    Slice field = new Slice();
    Slice value = new Slice();
    for (int p = subject.next(HashValue.NONE, now); p != HashValue.NONE; p = subject.next(p, now)) {
      Timed timed = new Timed(subject.value(p, value).toString(), subject.expiry(p));
      assertThat(walked.put(subject.field(p, field).toString(), timed)).isNull();
    }
    Map<String, Timed> visible = new HashMap<>(model);
    visible.values().removeIf(t -> HashValue.isOver(t.expiry, now));
    assertThat(walked).isEqualTo(visible);
    assertThat(subject.size(now)).isEqualTo(visible.size());
  }
}
