package io.miniredis.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.EngineAccess;
import io.miniredis.server.MiniRedis;
import io.miniredis.server.engine.ManualClock;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that was changed is there when the server starts again. */
class AppendOnlyTest {
  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(TestServer.START);
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private MiniRedis start(String... settings) {
    MiniRedis.Builder builder =
        MiniRedis.builder()
            .port(0)
            .clock(clock)
            .config("dir", directory.toString())
            .config("appendonly", "yes")
            .config("enable-debug-command", "yes")
            .config("save", "");
    for (int i = 0; i < settings.length; i += 2) {
      builder.config(settings[i], settings[i + 1]);
    }
    MiniRedis server = builder.start();
    open.add(server);
    return server;
  }

  private TestClient client(MiniRedis server) {
    TestClient client = new TestClient("127.0.0.1", server.port());
    open.add(client);
    return client;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("appendonlydir"))) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path file(String name) {
    return directory.resolve("appendonlydir").resolve(name);
  }

  private String digest(TestClient client) {
    return client.send("DEBUG", "DIGEST");
  }

  /** Waits for the end of what is done in the background. */
  private static void awaitQuiet(MiniRedis server) {
    TestServer.await(
        "nothing is written in the background",
        () -> {
          EngineAccess.of(server).upkeep().tick();
          PersistenceInfo info = Persistence.of(EngineAccess.of(server)).info();
          return !info.isSaving() && !info.isRewriting() && !info.isRewriteScheduled();
        });
  }

  @Test
  void whatWasChangedIsThereAfterAnotherStart() throws Exception {
    MiniRedis server = start();
    TestClient client = client(server);
    client.pipeline(
        "SET k v",
        "RPUSH l a b c",
        "LPOP l",
        "SET t x PX 5000",
        "SELECT 5",
        "HSET h f v",
        "MULTI",
        "SET a 1",
        "INCR a",
        "EXEC",
        "SPOP none",
        "SADD s 1 2 3 4",
        "SPOP s 2");
    String digest = digest(client);
    server.close();
    assertThat(files())
        .containsExactly(
            "appendonly.aof.1.base.rdb", "appendonly.aof.1.incr.aof", "appendonly.aof.manifest");
    TestClient again = client(start());
    assertThat(digest(again)).isEqualTo(digest);
    assertThat(again.send("PTTL", "t")).isEqualTo(":5000");
  }

  @Test
  void keysThatHaveExpiredMeanwhileAreGone() {
    MiniRedis server = start();
    client(server).pipeline("SET a 1 PX 100", "SET b 2", "INCR b");
    server.close();
    clock.advance(Duration.ofSeconds(1));
    TestClient again = client(start());
    assertThat(again.send("GET", "a")).isEqualTo("nil");
    assertThat(again.send("GET", "b")).isEqualTo("3");
  }

  @Test
  void whatIsCountedOnInAnExpiredKeyIsStillCountedOn() {
    MiniRedis server = start();
    client(server).pipeline("SET a 5 PX 100");
    server.close();
    server = start();
    client(server).pipeline("INCR a", "PERSIST a");
    server.close();
    clock.advance(Duration.ofDays(1));
    assertThat(client(start()).send("GET", "a")).isEqualTo("6");
  }

  @Test
  void aRewriteKeepsEverythingAndForgetsTheOldFiles() throws Exception {
    MiniRedis server = start();
    TestClient client = client(server);
    client.pipeline("SET a 1 PX 100000", "SELECT 2", "RPUSH l a b c", "INCR n");
    assertThat(client.send("BGREWRITEAOF"))
        .isEqualTo("+Background append only file rewriting started");
    awaitQuiet(server);
    client.pipeline("INCR n", "SELECT 0", "SET b 2");
    String digest = digest(client);
    server.close();
    assertThat(files())
        .containsExactly(
            "appendonly.aof.2.base.rdb", "appendonly.aof.2.incr.aof", "appendonly.aof.manifest");
    assertThat(digest(client(start()))).isEqualTo(digest);
  }

  @Test
  void aRewriteWhileItIsOffWritesWhatThereIs() {
    MiniRedis server = start("appendonly", "no");
    TestClient client = client(server);
    client.pipeline("SET a 1", "BGREWRITEAOF");
    awaitQuiet(server);
    client.pipeline("SET b 1");
    server.close();
    assertThat(client(start()).send("MGET", "a", "b")).isEqualTo("[1 nil]");
  }

  @Test
  void itIsRewrittenByItselfWhenItHasGrown() throws Exception {
    MiniRedis server = start("auto-aof-rewrite-min-size", "10kb");
    TestClient client = client(server);
    for (int i = 0; i < 100; i++) {
      client.send("SET", "k", "x".repeat(1000));
    }
    TestServer.await(
        "it is rewritten",
        () -> {
          EngineAccess.of(server).upkeep().tick();
          return Persistence.of(EngineAccess.of(server)).info().rewrites() == 1;
        });
    awaitQuiet(server);
    assertThat(Persistence.of(EngineAccess.of(server)).info().appendedBytes()).isLessThan(100_000);
    assertThat(client.send("STRLEN", "k")).isEqualTo(":1000");
  }

  @Test
  void itCanBeTurnedOnAndOff() throws Exception {
    MiniRedis server = start("appendonly", "no");
    TestClient client = client(server);
    client.pipeline("SET before 1");
    assertThat(client.send("CONFIG", "SET", "appendonly", "yes")).isEqualTo("+OK");
    awaitQuiet(server);
    client.pipeline("SET on 1");
    client.send("CONFIG", "SET", "appendonly", "no");
    TestServer.await(
        "it is off", () -> !Persistence.of(EngineAccess.of(server)).info().isAppending());
    client.pipeline("SET off 1");
    client.send("CONFIG", "SET", "appendonly", "yes");
    awaitQuiet(server);
    client.pipeline("SET again 1");
    server.close();
    assertThat(client(start()).send("DBSIZE")).isEqualTo(":4");
  }

  @Test
  void withoutAnAppendOnlyFileTheSnapshotIsWhereItBegins() throws Exception {
    MiniRedis server = start("appendonly", "no");
    client(server).pipeline("SET a 1", "SAVE");
    server.close();
    server = start();
    assertThat(client(server).send("GET", "a")).isEqualTo("1");
    client(server).pipeline("INCR a");
    server.close();
    assertThat(client(start()).send("GET", "a")).isEqualTo("2");
  }

  @Test
  void withAlwaysEveryReplyComesBehindTheDisk() throws Exception {
    MiniRedis server = start("appendfsync", "always");
    TestClient client = client(server);
    client.pipeline("SET a 1", "INCR a", "QUIT");
    TestClient waiting = client(server);
    waiting.write("BLPOP", "l", "0");
    client(server).pipeline("RPUSH l x");
    assertThat(waiting.read()).isEqualTo("[l x]");
    Path copy = directory.resolve("copy"); // what a crash would leave now
    Files.createDirectories(copy.resolve("appendonlydir"));
    for (String name : files()) {
      Files.copy(file(name), copy.resolve("appendonlydir").resolve(name));
    }
    MiniRedis crashed = start("dir", copy.toString());
    assertThat(client(crashed).send("GET", "a")).isEqualTo("2");
    assertThat(client(crashed).send("EXISTS", "l")).isEqualTo(":0");
  }

  @Test
  void aFileThatEndsInTheMiddleOfSomethingIsCut() throws Exception {
    MiniRedis server = start();
    client(server).pipeline("SET a 1");
    server.close();
    Path changes = file("appendonly.aof.1.incr.aof");
    long whole = Files.size(changes);
    Files.writeString(changes, "*3\r\n$3\r\nSET\r\n$1\r\na", StandardOpenOption.APPEND);
    server = start();
    assertThat(client(server).send("GET", "a")).isEqualTo("1");
    server.close();
    assertThat(Files.size(changes)).isEqualTo(whole);
    server = start();
    client(server).pipeline("SET b 1");
    server.close();
    Files.writeString(changes, "*3\r\n$3\r\nSET", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> start()) // there is another file behind it now
        .hasMessageContaining("appendonly.aof.1.incr.aof, byte " + whole)
        .hasMessageContaining("ends in the middle");
  }

  @Test
  void aFileThatEndsInTheMiddleOfSomethingCanBeRefused() throws Exception {
    MiniRedis server = start();
    client(server).pipeline("SET a 1");
    server.close();
    Files.writeString(
        file("appendonly.aof.1.incr.aof"), "*3\r\n$3\r\nSET", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> start("aof-load-truncated", "no"))
        .hasMessageContaining("ends in the middle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*1\r\n$7\r\nNOTHING\r\n", "*1\r\n$3\r\nSET\r\n", "hello"})
  void whatIsNoCommandIsRefused(String text) throws Exception {
    MiniRedis server = start();
    client(server).pipeline("SET a 1");
    server.close();
    Path changes = file("appendonly.aof.1.incr.aof");
    byte[] before = Files.readAllBytes(changes);
    Files.writeString(changes, text, StandardOpenOption.APPEND);
    byte[] damaged = Files.readAllBytes(changes);
    assertThatThrownBy(() -> start())
        .hasMessageContaining(changes + ", byte " + before.length)
        .hasMessageContaining("check-aof");
    assertThat(Files.readAllBytes(changes)).isEqualTo(damaged);
  }

  @Test
  void aManifestThatNamesWhatIsNotThereIsRefused() throws Exception {
    MiniRedis server = start();
    client(server).pipeline("SET a 1");
    server.close();
    Files.delete(file("appendonly.aof.1.base.rdb"));
    assertThatThrownBy(() -> start()).hasMessageContaining("appendonly.aof.1.base.rdb");
    Files.writeString(file("appendonly.aof.manifest"), "what is this\n");
    assertThatThrownBy(() -> start()).hasMessageContaining("appendonly.aof.manifest: line 1");
  }

  @Test
  void theOneFileOfOlderVersionsIsTakenOver() throws Exception {
    Files.writeString(
        directory.resolve("appendonly.aof"),
        "*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n");
    MiniRedis server = start();
    assertThat(client(server).send("INCR", "a")).isEqualTo(":2");
    server.close();
    assertThat(client(start()).send("GET", "a")).isEqualTo("2");
    assertThat(Files.exists(directory.resolve("appendonly.aof"))).isFalse();
  }

  @Test
  void debugLoadsItAgain() {
    MiniRedis server = start();
    TestClient client = client(server);
    client.pipeline("SET a 1", "SELECT 1", "RPUSH l a b");
    String digest = digest(client);
    assertThat(client.send("DEBUG", "LOADAOF")).isEqualTo("+OK");
    assertThat(digest(client)).isEqualTo(digest);
    client.pipeline("RPOP l");
    String after = digest(client);
    server.close();
    assertThat(digest(client(start()))).isEqualTo(after);
    assertThat(new String(bytes(), StandardCharsets.ISO_8859_1)).containsOnlyOnce("RPUSH");
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file("appendonly.aof.1.incr.aof"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void infoTellsOfIt() {
    TestClient client = client(start());
    assertThat(client.send("INFO", "persistence"))
        .contains("aof_enabled:1", "aof_last_write_status:ok", "aof_base_size:");
  }
}
