package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot tells what there was at its moment, whatever is changed while it is read. */
class SnapshotTest {
  private final LocalEngine local = new LocalEngine();
  private final LocalEngine.Client client = local.client();
  private final Map<String, String> read = new TreeMap<>();

  @AfterEach
  void close() {
    local.close();
  }

  /** Texts of keys and what they hold. */
  private static final class Texts implements Snapshot.Images {
    final Map<String, String> entries = new TreeMap<>();

    @Override
    public void add(
        Slice key,
        @Nullable Value value,
        Slice text,
        long expiry,
        long idleSeconds,
        int frequency) {
      String at = expiry == Record.NO_EXPIRY ? "" : "@" + expiry;
      String what = value == null ? text.toString() : text(value);
      String before = entries.put(key.toString(), what + at);
      assertThat(before).as("twice: " + key).isNull();
    }

    private static String text(Value value) {
      return value instanceof HashValue hash ? "fields " + hash.size(0) : value.type().name();
    }

    @Override
    public long size() {
      return entries.size() * 1000L; // so that a step takes few of them
    }
  }

  private void take(int database, Texts texts) {
    texts.entries.forEach(
        (key, value) -> assertThat(read.put(database + " " + key, value)).isNull());
    texts.entries.clear();
  }

  private Snapshot<Texts> begin() {
    return local.engine.snapshot(Texts::new, () -> {});
  }

  private void send(String... commands) {
    for (String command : commands) {
      assertThat(client.send(command)).as(command).doesNotStartWith("-");
    }
  }

  private void readAll(Snapshot<Texts> snapshot) throws IOException {
    snapshot.write(this::take);
    snapshot.close();
  }

  @Test
  void tellsKeysOfAllDatabases() throws Exception {
    send("SET a 1", "SETEX b 10 2", "HSET h f v", "SELECT 3", "SET a 4");
    Snapshot<Texts> snapshot = begin();
    assertThat(snapshot.keys(0)).isEqualTo(3);
    assertThat(snapshot.expiring(0)).isEqualTo(1);
    assertThat(snapshot.keys(3)).isEqualTo(1);
    readAll(snapshot);
    assertThat(read)
        .containsOnly(
            Map.entry("0 a", "1"),
            Map.entry("0 b", "2@" + (1_700_000_000_000L + 10_000)),
            Map.entry("0 h", "fields 1"),
            Map.entry("3 a", "4"));
  }

  @Test
  void doesNotSeeWhatIsDoneAfterItsMoment() throws Exception {
    send("SET a 1", "HSET h f v", "SET gone 1", "SET moved 1", "SETEX due 1 x", "SET n 1");
    Snapshot<Texts> snapshot = begin();
    send("SET a 2", "HSET h g v", "DEL gone", "RENAME moved other", "SET new 1", "INCR n");
    send("EVAL redis.call('append','n','!') 0");
    local.advance(Duration.ofSeconds(2));
    local.engine.upkeep().tick();
    readAll(snapshot);
    assertThat(read)
        .containsOnly(
            Map.entry("0 a", "1"),
            Map.entry("0 h", "fields 1"),
            Map.entry("0 gone", "1"),
            Map.entry("0 moved", "1"),
            Map.entry("0 n", "1"),
            Map.entry("0 due", "x@" + (1_700_000_000_000L + 1000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLUSHALL", "FLUSHDB", "SWAPDB 0 1", "SWAPDB 0 2"})
  void doesNotSeeWhatBecomesOfDatabases(String command) throws Exception {
    send("SET a 1", "SELECT 1", "SET b 2", "SELECT 0");
    Snapshot<Texts> snapshot = begin();
    send(command, "SET a 3", "SET c 4", "SELECT 1", "SET b 5");
    readAll(snapshot);
    assertThat(read).containsOnly(Map.entry("0 a", "1"), Map.entry("1 b", "2"));
  }

  @Test
  void afterwardsNothingIsTakenDown() throws Exception {
    send("SET a 1");
    readAll(begin());
    read.clear();
    send("SET a 2");
    readAll(begin());
    assertThat(read).containsOnly(Map.entry("0 a", "2"));
  }

  @Test
  void thereIsOneAtATime() {
    send("SET a 1");
    try (Snapshot<Texts> first = begin()) {
      assertThatThrownBy(this::begin).isInstanceOf(IllegalStateException.class);
      first.cancel();
      assertThatThrownBy(() -> first.write(this::take)).hasMessageContaining("cancelled");
    }
    begin().close();
  }

  /** Between any two steps, any changes: keys come, go and change, and tables grow and shrink. */
  @ParameterizedTest
  @ValueSource(ints = {10, 300, 5000})
  void isOfItsMomentWhateverHappensBetweenItsSteps(int keys) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < keys; i++) {
      String key = "k" + random.nextInt(2 * keys);
      String value = "v" + random.nextInt();
      send("SET " + key + " " + value);
      expected.put("0 " + key, value);
    }
    Snapshot<Texts> snapshot = begin();
    snapshot.write(
        (database, texts) -> {
          take(database, texts);
          for (int i = random.nextInt(20); i > 0; i--) {
            change(random, keys);
          }
        });
    snapshot.close();
    assertThat(read).isEqualTo(expected);
  }

  private void change(Random random, int keys) {
    String key = "k" + random.nextInt(4 * keys);
    switch (random.nextInt(keys > 1000 ? 60 : 8)) {
      case 0 -> send("DEL " + key);
      case 1 -> send("APPEND " + key + " x");
      case 2 -> send("SET k 1", "RENAME k new");
      case 3 -> send("PEXPIRE " + key + " 100000");
      case 4 -> send("FLUSHALL");
      case 5 -> send("SWAPDB 0 1");
      default -> send("SET " + key + " changed" + random.nextInt());
    }
  }
}
