package io.miniredis.server.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.value.Hashing;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackedKeysTest {
  private final TrackedKeys keys = new TrackedKeys();

  private boolean add(String key, long reader) {
    byte[] a = key.getBytes(US_ASCII);
    return keys.add(a, 0, a.length, Hashing.hash(a, 0, a.length), reader);
  }

  private @Nullable TrackedKey remove(String key) {
    byte[] a = key.getBytes(US_ASCII);
    return keys.remove(a, 0, a.length, Hashing.hash(a, 0, a.length));
  }

  private static Set<Long> readers(TrackedKey key) {
    Set<Long> readers = new TreeSet<>();
    for (int i = 0; i < key.count(); i++) {
      readers.add(key.reader(i));
    }
    return readers;
  }

  @Test
  void remembersEachReaderOnce() {
    assertThat(add("a", 7)).isTrue();
    assertThat(add("a", 3)).isFalse();
    assertThat(add("a", 7)).isFalse();
    assertThat(keys.size()).isEqualTo(1);
    assertThat(keys.items()).isEqualTo(2);
    TrackedKey a = Objects.requireNonNull(remove("a"));
    assertThat(readers(a)).containsExactly(3L, 7L);
    assertThat(remove("a")).isNull();
    assertThat(keys.isEmpty()).isTrue();
    assertThat(keys.items()).isZero();
  }

  @Test
  void takesOutAnyKeyUntilThereIsNone() {
    for (int i = 0; i < 100; i++) {
      add("k" + i, i);
    }
    Set<String> taken = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      TrackedKey key = Objects.requireNonNull(keys.removeAny(-i * 31));
      taken.add(new String(key.key, US_ASCII));
    }
    assertThat(taken).hasSize(100);
    assertThat(keys.removeAny(5)).isNull();
  }

  @Test
  void behavesLikeAMapOfSets() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, Set<Long>> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(300);
      if (random.nextInt(3) > 0) {
        long reader = random.nextInt(20);
        assertThat(add(key, reader)).isEqualTo(!model.containsKey(key));
        model.computeIfAbsent(key, k -> new TreeSet<>()).add(reader);
      } else {
        TrackedKey removed = remove(key);
        assertThat(removed == null ? null : readers(removed)).isEqualTo(model.remove(key));
      }
      assertThat(keys.size()).isEqualTo(model.size());
    }
    assertThat(keys.items()).isEqualTo(model.values().stream().mapToLong(Set::size).sum());
    keys.clear();
    assertThat(keys.isEmpty()).isTrue();
  }
}
