package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.EngineAccess;
import io.miniredis.server.MiniRedis;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.ManualClock;
import io.miniredis.server.persistence.Persistence;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BGSAVE and BGREWRITEAOF: what is begun, what is put off, and what the settings have begun. */
class BgSaveTest {
  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(TestServer.START);
  private MiniRedis server;
  private TestClient client;

  @BeforeEach
  void start() {
    server =
        MiniRedis.builder()
            .port(0)
            .clock(clock)
            .config("io-threads", "1")
            .config("dir", directory.toString())
            .config("save", "")
            .start();
    client = new TestClient("127.0.0.1", server.port());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private Engine engine() {
    return EngineAccess.of(server);
  }

  private void awaitQuiet() {
    TestServer.await(
        "nothing is written",
        () -> {
          engine().upkeep().tick();
          var info = Persistence.of(engine()).info();
          return !info.isSaving() && !info.isRewriting() && !info.isRewriteScheduled();
        });
  }

  @Test
  void aSnapshotIsWrittenInTheBackground() {
    client.send("SET", "a", "1");
    assertThat(client.send("BGSAVE")).isEqualTo("+Background saving started");
    awaitQuiet();
    assertThat(Files.exists(directory.resolve("dump.rdb"))).isTrue();
    assertThat(client.send("INFO", "persistence"))
        .contains("rdb_saves:1", "rdb_changes_since_last_save:0", "rdb_last_bgsave_status:ok");
  }

  @Test
  void inATransactionItIsDoneLater() {
    assertThat(client.pipeline("MULTI", "BGSAVE", "BGREWRITEAOF", "EXEC").getLast())
        .isEqualTo(
            "[+Background saving scheduled +Background append only file rewriting scheduled]");
    awaitQuiet();
    TestServer.await(
        "it is saved",
        () -> {
          engine().upkeep().tick();
          return Persistence.of(engine()).info().saves() == 1;
        });
  }

  @Test
  void whatIsUnderWayIsNotBegunAgain() {
    for (int i = 0; i < 20_000; i++) {
      client.write("SET", "k" + i, "x".repeat(100));
    }
    client.readMany(20_000);
    assertThat(client.pipeline("BGSAVE", "BGSAVE", "BGSAVE SCHEDULE").subList(1, 3))
        .containsOnly("-ERR Background save already in progress");
    assertThat(client.send("BGREWRITEAOF"))
        .isIn(
            "+Background append only file rewriting scheduled",
            "+Background append only file rewriting started");
    awaitQuiet();
  }

  @Test
  void aSavePointHasOneWrittenWhenThereAreEnoughChanges() {
    client.send("CONFIG", "SET", "save", "10 2");
    client.send("SET", "a", "1");
    clock.advance(Duration.ofSeconds(11));
    engine().upkeep().tick();
    awaitQuiet();
    assertThat(Persistence.of(engine()).info().saves()).as("one change is too few").isZero();
    client.send("SET", "b", "1");
    TestServer.await(
        "it is saved",
        () -> {
          engine().upkeep().tick();
          return Persistence.of(engine()).info().saves() == 1;
        });
  }
}
