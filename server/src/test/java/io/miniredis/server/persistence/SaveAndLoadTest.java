package io.miniredis.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.MiniRedis;
import io.miniredis.server.engine.ManualClock;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveAndLoadTest {
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
        MiniRedis.builder().port(0).clock(clock).config("dir", directory.toString());
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
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatWasSavedIsThereAfterAnotherStart() throws IOException {
    TestClient client = client(start());
    client.pipeline("SET k v", "RPUSH l a b", "SELECT 5", "SET x y PX 5000");
    assertThat(client.send("SAVE")).isEqualTo("+OK");
    assertThat(files()).containsExactly("dump.rdb");
    TestClient again = client(start());
    assertThat(again.send("GET", "k")).isEqualTo("v");
    assertThat(again.send("LRANGE", "l", "0", "-1")).isEqualTo("[a b]");
    again.send("SELECT", "5");
    assertThat(again.send("PTTL", "x")).isEqualTo(":5000");
  }

  @Test
  void keysThatHaveExpiredMeanwhileAreLeftOut() {
    TestClient client = client(start());
    client.pipeline("SET a 1 PX 100", "SET b 2", "SAVE");
    clock.advance(Duration.ofSeconds(1));
    TestClient again = client(start());
    assertThat(again.send("DBSIZE")).isEqualTo(":1");
    assertThat(again.send("INFO", "persistence"))
        .contains("rdb_last_load_keys_expired:1", "rdb_last_load_keys_loaded:1");
  }

  @Test
  void infoTellsOfSaves() {
    TestClient client = client(start());
    client.pipeline("SET a 1", "SET b 2");
    assertThat(client.send("INFO", "persistence"))
        .contains("rdb_changes_since_last_save:2", "rdb_saves:0");
    clock.advance(Duration.ofSeconds(60));
    client.send("SAVE");
    long saved = TestServer.START / 1000 + 60;
    assertThat(client.send("INFO", "persistence"))
        .contains("rdb_changes_since_last_save:0", "rdb_saves:1", "rdb_last_save_time:" + saved);
    assertThat(client.send("LASTSAVE")).isEqualTo(":" + saved);
  }

  @Test
  void aServerWithSavePointsSavesWhenItEnds() throws IOException {
    MiniRedis server = start();
    client(server).send("SET", "k", "v");
    server.close();
    assertThat(files()).containsExactly("dump.rdb");
    assertThat(client(start()).send("GET", "k")).isEqualTo("v");
  }

  @Test
  void aServerWithoutSavePointsDoesNot() throws IOException {
    MiniRedis server = start("save", "");
    client(server).send("SET", "k", "v");
    server.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void shutdownSaysWhetherToSave() throws Exception {
    shutDown("SHUTDOWN", "NOSAVE");
    assertThat(files()).isEmpty();
    shutDown("SHUTDOWN");
    assertThat(files()).containsExactly("dump.rdb");
    assertThat(client(start()).send("GET", "k")).isEqualTo("v");
  }

  private void shutDown(String... words) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    MiniRedis server =
        MiniRedis.builder()
            .port(0)
            .config("dir", directory.toString())
            .onShutdown(ended::countDown)
            .start();
    TestClient client = client(server);
    client.send("SET", "k", "v");
    client.write(words);
    assertThat(client.read()).isEqualTo("closed");
    ended.await();
  }

  @Test
  void anEmbeddedServerThatIsToldNothingOfFilesTouchesNone() throws IOException {
    Path here = Path.of("dump.rdb").toAbsolutePath();
    assertThat(here).doesNotExist();
    try (MiniRedis server = MiniRedis.builder().port(0).start()) {
      client(server).send("SET", "k", "v");
    }
    assertThat(here).doesNotExist();
  }

  @Test
  void aSaveThatFailsLeavesTheOldFileAndNoOther() throws IOException {
    TestClient client = client(start("enable-protected-configs", "yes", "save", ""));
    client.pipeline("SET k v", "SAVE");
    byte[] before = Files.readAllBytes(directory.resolve("dump.rdb"));
    Files.createDirectory(directory.resolve("other"));
    client.send("CONFIG", "SET", "dbfilename", "other");
    assertThat(client.send("SAVE")).isEqualTo("-ERR");
    assertThat(TestLogs.takeErrors()).hasSize(1).first().asString().contains("is a directory");
    assertThat(files()).containsExactly("dump.rdb", "other");
    assertThat(Files.readAllBytes(directory.resolve("dump.rdb"))).isEqualTo(before);
  }

  @Test
  void whileItLoadsOnlyWhatNeedsNoDataIsDone() throws Exception {
    TestClient filler = client(start());
    for (int i = 0; i < 1500; i++) {
      filler.send("SET", "key" + i, "v");
    }
    filler.send("SAVE");
    int port = freePort();
    Thread loading =
        Thread.ofPlatform()
            .start(() -> start("port", Integer.toString(port), "key-load-delay", "2000"));
    try (TestClient client = connect(port)) {
      assertThat(client.send("GET", "key1"))
          .isEqualTo("-LOADING Redis is loading the dataset in memory");
      assertThat(client.send("INFO", "persistence")).contains("loading:1", "loading_total_bytes:");
      assertThat(client.send("CONFIG", "SET", "key-load-delay", "0")).isEqualTo("+OK");
      loading.join();
      assertThat(client.send("GET", "key1")).isEqualTo("v");
      assertThat(client.send("INFO", "persistence")).contains("loading:0");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static TestClient connect(int port) {
    while (true) {
      try {
        return new TestClient("127.0.0.1", port);
      } catch (UncheckedIOException e) {
        Thread.onSpinWait(); // it does not listen yet
      }
    }
  }

  @Test
  void aFileThatIsNoneIsRefusedWithOneLineAndLeftAsItIs() throws IOException {
    refuse("What is this?", ", byte 0: no RDB file: it does not begin with REDIS");
    refuse("REDIS", ", byte 0: no RDB file: it is too short for the head of one");
    refuse("REDIS00x1", ", byte 5: a version that is no number");
    refuse("REDIS0013", ", byte 5: the version 13 of the format, where 1 to 12 are known");
    refuse("REDIS0009\376\020\000\001k\001v", "keys of database 16, but there are only 16");
    refuse("REDIS0009\010\001k\001v", "a value of the unknown type 8 (of the key \"k\")");
    refuse(
        "REDIS0009\000\001k\201\177\377\377\377\377\377\377\377",
        "a string of 9223372036854775807 bytes");
    refuse("REDIS0003\000\001k\001v\000\001k\001v\377", "the key \"k\" came before this already");
    refuse("REDIS0003\377more", ", byte 10: there are 4 bytes behind the end of the data");
    refuse("REDIS0009\377\001\000\000\000\000\000\000\000", ", byte 10: the checksum is 1 but");
  }

  private void refuse(String bytes, String problem) throws IOException {
    Path file = directory.resolve("dump.rdb");
    byte[] content = bytes.getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, content);
    assertThatThrownBy(this::start)
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(problem)
        .hasMessageNotContaining("\n");
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void aDirectoryInPlaceOfTheFileIsRefused() throws IOException {
    Files.createDirectory(directory.resolve("dump.rdb"));
    assertThatThrownBy(this::start)
        .hasMessageContaining("is a directory where a data file should be");
  }

  @Test
  void aFileIsCheckedWithoutAServer() throws IOException {
    client(start()).pipeline("SET k v EX 10", "SADD s a", "SAVE");
    List<String> told = new ArrayList<>();
    assertThat(RdbCheck.check(directory.resolve("dump.rdb"), told::add)).isTrue();
    assertThat(told).contains("RDB version 10", "2 keys, 1 of them expire", "  set: 1");
    byte[] damaged = Files.readAllBytes(directory.resolve("dump.rdb"));
    damaged[damaged.length - 1] ^= 1;
    Files.write(directory.resolve("damaged"), damaged);
    assertThat(RdbCheck.check(directory.resolve("damaged"), told::add)).isFalse();
    assertThat(told).anyMatch(line -> line.startsWith("DAMAGED: ") && line.contains("checksum"));
    assertThat(RdbCheck.check(directory.resolve("none"), told::add)).isFalse();
  }
}
