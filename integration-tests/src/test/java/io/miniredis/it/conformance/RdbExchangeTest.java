package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.MiniRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots and the payloads of DUMP go from a real redis-server to ours and back, with keys of
 * every type in every representation, and hold the same data: DEBUG DIGEST says so.
 */
class RdbExchangeTest {
  /** Redis, too, holds the strings in another way when they have been loaded. */
  private static final List<String> HELD_OTHERWISE =
      List.of("string:grown", "string:hll", "hash:once:timed");

  @TempDir Path directory;
  private RealRedis real;
  private MiniRedis ours;
  private Wire toReal;
  private Wire toOurs;
  private boolean fieldsExpire;

  @BeforeEach
  void start() throws IOException {
    real = ServerPair.startReal();
    ours = startOurs();
    toReal = new Wire(real.port());
    toOurs = new Wire(ours.port());
    fieldsExpire = !real.version().startsWith("7.0") && !real.version().startsWith("7.2");
  }

  private MiniRedis startOurs() {
    return MiniRedis.builder()
        .port(0)
        .config("dir", directory.toString())
        .config("enable-debug-command", "yes")
        .start();
  }

  @AfterEach
  void stop() throws IOException {
    toReal.close();
    toOurs.close();
    real.close();
    ours.close();
  }

  @Test
  void dumpsOfTheRealServerAreRestoredHere() throws IOException {
    RdbData.fill(toReal, fieldsExpire);
    exchange(toReal, toOurs, true);
  }

  @Test
  void dumpsOfOursAreRestoredThere() throws IOException {
    RdbData.fill(toOurs, fieldsExpire);
    exchange(toOurs, toReal, false);
  }

  @Test
  void dumpsOfOursAreRestoredHere() throws IOException {
    RdbData.fill(toOurs, true);
    for (String key : keys(toOurs)) {
      toOurs.call("PERSIST", key);
      String digest = digest(toOurs, key);
      String encoding = encoding(toOurs, key);
      String dump = toOurs.call("DUMP", key).reply().string();
      assertThat(toOurs.call("RESTORE", key, "0", dump, "REPLACE").raw()).isEqualTo("+OK\r\n");
      assertThat(digest(toOurs, key)).as(Words.quote(key)).isEqualTo(digest);
      if (!HELD_OTHERWISE.contains(key)) {
        assertThat(encoding(toOurs, key)).as(Words.quote(key)).isEqualTo(encoding);
      }
    }
  }

  @Test
  void aSnapshotOfTheRealServerIsLoadedHere() throws IOException {
    RdbData.fill(toReal, fieldsExpire);
    assertThat(toReal.call("SAVE").reply().string()).isEqualTo("OK");
    Files.copy(realFile(), directory.resolve("dump.rdb"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(toOurs.call("DEBUG", "RELOAD", "NOSAVE").reply().string()).isEqualTo("OK");
    assertSame();
    if (fieldsExpire) {
      assertThat(encodings(toOurs)).isEqualTo(encodings(toReal));
    }
  }

  @Test
  void aSnapshotOfOursIsLoadedThere() throws IOException {
    RdbData.fill(toOurs, fieldsExpire);
    assertThat(toOurs.call("SAVE").reply().string()).isEqualTo("OK");
    Files.copy(directory.resolve("dump.rdb"), realFile(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(toReal.call("DEBUG", "RELOAD", "NOSAVE").reply().string()).isEqualTo("OK");
    assertSame();
  }

  @Test
  void aSnapshotOfOursIsLoadedAtTheNextStart() throws IOException {
    RdbData.fill(toOurs, true);
    String digest = toOurs.call("DEBUG", "DIGEST").reply().string();
    List<String> encodings = encodings(toOurs);
    toOurs.close();
    ours.close(); // which saves
    ours = startOurs();
    toOurs = new Wire(ours.port());
    assertThat(toOurs.call("DEBUG", "DIGEST").reply().string()).isEqualTo(digest);
    assertThat(encodings(toOurs)).isEqualTo(encodings);
  }

  @Test
  void howIdleAndHowOftenUsedKeysWereIsKept() throws IOException {
    toReal.call("SET", "k", "v");
    String dump = toReal.call("DUMP", "k").reply().string();
    for (String policy : List.of("allkeys-lfu", "allkeys-lru")) {
      boolean often = policy.endsWith("lfu");
      for (Wire wire : List.of(toReal, toOurs)) {
        wire.call("CONFIG", "SET", "maxmemory-policy", policy);
      }
      String option = often ? "FREQ" : "IDLETIME";
      assertThat(toReal.call("RESTORE", policy, "0", dump, option, "200").raw())
          .isEqualTo("+OK\r\n");
      toReal.call("SAVE");
      Files.copy(realFile(), directory.resolve("dump.rdb"), StandardCopyOption.REPLACE_EXISTING);
      toOurs.call("DEBUG", "RELOAD", "NOSAVE");
      String asked = often ? "FREQ" : "IDLETIME";
      assertThat(Integer.parseInt(toOurs.call("OBJECT", asked, policy).reply().string()))
          .isBetween(195, 205);
      toOurs.call("SAVE");
      Files.copy(directory.resolve("dump.rdb"), realFile(), StandardCopyOption.REPLACE_EXISTING);
      toReal.call("DEBUG", "RELOAD", "NOSAVE");
      assertThat(Integer.parseInt(toReal.call("OBJECT", asked, policy).reply().string()))
          .isBetween(195, 205);
    }
  }

  @Test
  void keysMigrateThereAndBack() throws IOException {
    RdbData.fill(toOurs, fieldsExpire);
    String before = digestOfAll(toOurs);
    List<String> keys = keys(toOurs);
    migrate(toOurs, real.port(), keys);
    assertThat(toOurs.call("DBSIZE").raw()).isEqualTo(":0\r\n");
    assertThat(keys(toReal)).isEqualTo(keys);
    migrate(toReal, ours.port(), keys);
    assertThat(toReal.call("DBSIZE").raw()).isEqualTo(":0\r\n");
    assertThat(digestOfAll(toOurs)).isEqualTo(before);
  }

  private static String digestOfAll(Wire wire) throws IOException {
    return wire.call("DEBUG", "DIGEST").reply().string();
  }

  private static void migrate(Wire from, int port, List<String> keys) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("MIGRATE", "127.0.0.1", Integer.toString(port), "", "0", "5000", "KEYS"));
    words.addAll(keys);
    assertThat(from.call(words).raw()).isEqualTo("+OK\r\n");
  }

  private void assertSame() throws IOException {
    for (String key : keys(toReal)) {
      assertThat(content(toOurs, key))
          .as("content of %s", Words.quote(key))
          .isEqualTo(content(toReal, key));
      assertThat(toOurs.call("PEXPIRETIME", key).raw())
          .isEqualTo(toReal.call("PEXPIRETIME", key).raw());
    }
    for (String stream : List.of("stream", "stream:ids", "stream:empty", "stream:trimmed")) {
      for (String what : List.of("STREAM", "GROUPS")) {
        assertThat(withoutTree(toOurs.call("XINFO", what, stream).reply().toString()))
            .isEqualTo(withoutTree(toReal.call("XINFO", what, stream).reply().toString()));
      }
    }
    assertThat(libraries(toOurs)).isEqualTo(libraries(toReal)).hasSize(2);
    for (String group : List.of("group", "later", "counted")) {
      assertThat(pending(toOurs, group)).isEqualTo(pending(toReal, group));
    }
    if (!fieldsExpire) {
      toOurs.call("DEL", "zset:scores", "zset:many");
      toReal.call("DEL", "zset:scores", "zset:many");
    }
    assertThat(toOurs.call("DEBUG", "DIGEST").raw())
        .isEqualTo(toReal.call("DEBUG", "DIGEST").raw());
  }

  /** In no order. */
  private static Set<String> libraries(Wire wire) throws IOException {
    Set<String> all = new TreeSet<>();
    for (Reply library : wire.call("FUNCTION", "LIST", "WITHCODE").reply().list()) {
      all.add(library.toString());
    }
    return all;
  }

  /** How many nodes its tree has is no matter of what a stream holds. */
  private static String withoutTree(String info) {
    return info.replaceAll("radix-tree-(keys|nodes)[^0-9]*[0-9]+", "");
  }

  private static String pending(Wire wire, String group) throws IOException {
    return wire.call("XPENDING", "stream", group).raw();
  }

  private void exchange(Wire from, Wire to, boolean comparesEncoding) throws IOException {
    for (String key : keys(from)) {
      String dump = from.call("DUMP", key).reply().string();
      Wire.Answer restored = to.call("RESTORE", key, "0", dump);
      assertThat(restored.raw()).as("RESTORE of %s", Words.quote(key)).isEqualTo("+OK\r\n");
      from.call("PERSIST", key);
      assertThat(content(to, key))
          .as("content of %s", Words.quote(key))
          .isEqualTo(content(from, key));
      if (comparesEncoding && fieldsExpire && !HELD_OTHERWISE.contains(key)) {
        assertThat(encoding(to, key))
            .as("encoding of %s", Words.quote(key))
            .isEqualTo(encoding(from, key));
      }
    }
  }

  private static List<String> keys(Wire wire) throws IOException {
    List<String> names = new ArrayList<>();
    for (Reply key : wire.call("KEYS", "*").reply().list()) {
      names.add(key.string());
    }
    assertThat(names.size()).isGreaterThan(80);
    names.sort(null);
    return names;
  }

  private static List<String> encodings(Wire wire) throws IOException {
    List<String> all = new ArrayList<>();
    for (String key : keys(wire)) {
      if (HELD_OTHERWISE.contains(key)) {
        continue;
      }
      all.add(Words.quote(key) + " " + encoding(wire, key));
    }
    return all;
  }

  private static String encoding(Wire wire, String key) throws IOException {
    return wire.call("OBJECT", "ENCODING", key).reply().string();
  }

  /** Before 7.2 scores were printed with 17 digits, also for the digest. */
  private String content(Wire wire, String key) throws IOException {
    return fieldsExpire || !key.startsWith("zset:")
        ? digest(wire, key)
        : scores(wire.call("ZRANGE", key, "0", "-1", "WITHSCORES").reply().list());
  }

  private static String scores(List<Reply> elements) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < elements.size(); i += 2) {
      String score = elements.get(i + 1).string().replace("inf", "Infinity");
      all.append(Words.quote(elements.get(i).string()))
          .append(' ')
          .append(Double.parseDouble(score));
    }
    return all.toString();
  }

  private static String digest(Wire wire, String key) throws IOException {
    return wire.call("DEBUG", "DIGEST-VALUE", key).reply().list().get(0).string();
  }

  private Path realFile() throws IOException {
    return Path.of(toReal.call("CONFIG", "GET", "dir").reply().list().get(1).string())
        .resolve("dump.rdb");
  }
}
