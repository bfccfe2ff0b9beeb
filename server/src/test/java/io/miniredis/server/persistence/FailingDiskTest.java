package io.miniredis.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.LocalEngine;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The disk is full, or fails: nothing is acknowledged that will not last, and nothing is lost that
 * can last.
 */
class FailingDiskTest {
  private final CrashingDisk disk = new CrashingDisk();
  private final LocalEngine local = new LocalEngine("appendonly yes", "save 100000 100000");
  private final LocalEngine.Client client = local.client();
  private final Persistence persistence = Persistence.of(local.engine, disk);

  @AfterEach
  void close() {
    assertThat(TestLogs.takeErrors()).isNotEmpty(); // whoever runs it is told
    disk.broken(false);
    persistence.end();
    local.close();
  }

  private void awaitFailure() {
    TestServer.await("the failure is noticed", () -> persistence.info().appendingFailed());
  }

  private void settle() {
    TestServer.await(
        "nothing is done in the background",
        () -> {
          local.engine.upkeep().tick();
          return !persistence.info().isRewriting() && !persistence.info().isSaving();
        });
  }

  @Test
  void everySecondWritesAreRefusedUntilThereIsRoomAgain() throws Exception {
    persistence.start();
    assertThat(client.send("SET a 1")).isEqualTo("+OK");
    disk.broken(true);
    client.send("SET b 2"); // it may not be known yet
    TestServer.await("it is known", () -> client.send("SET b 2").startsWith("-MISCONF"));
    assertThat(client.send("SET c 3"))
        .isEqualTo("-MISCONF Errors writing to the AOF file: No space left on device");
    assertThat(client.send("GET b")).isEqualTo("2");
    assertThat(client.send("INFO persistence")).contains("aof_last_write_status:err");

    for (int i = 0; i < 3; i++) { // it goes on trying
      local.advance(Duration.ofSeconds(2));
      settle();
      assertThat(client.send("SET c 3")).startsWith("-MISCONF");
    }
    disk.broken(false);
    local.advance(Duration.ofSeconds(2));
    settle();
    TestServer.await(
        "it is written again",
        () -> {
          local.engine.upkeep().tick();
          return client.send("SET c 3").equals("+OK");
        });
    settle();
    persistence.end();

    LocalEngine again = new LocalEngine("appendonly yes", "save 100000 100000");
    Persistence loaded = Persistence.of(again.engine, disk);
    loaded.start();
    LocalEngine.Client reader = again.client();
    assertThat(reader.send("MGET a b c")).isEqualTo("[1 2 3]");
    loaded.end();
    again.close();
  }

  @Test
  void withAlwaysTheServerEnds() throws Exception {
    client.send("CONFIG SET appendfsync always");
    persistence.start();
    disk.broken(true);
    client.send("SET a 1");
    awaitFailure();
    TestServer.await("the server is told to end", () -> local.failures() == 1);
    assertThat(local.engine.durability().isSettled()).isFalse();
  }

  @Test
  void aSnapshotThatFailsHasWritesRefusedIfThatIsTheSetting() throws Exception {
    client.send("CONFIG SET appendonly no");
    persistence.start();
    client.send("SET a 1");
    disk.broken(true);
    assertThat(persistence.trySave()).isFalse();
    assertThat(client.send("SET a 1")).as("who saved was told").isEqualTo("+OK");
    assertThat(client.send("BGSAVE")).startsWith("+Background saving started");
    settle();
    assertThat(client.send("SET a 2")).startsWith("-MISCONF Redis is configured to save RDB");
    assertThat(client.send("GET a")).isEqualTo("1");
    disk.broken(false);
    assertThat(persistence.trySave()).isTrue();
    assertThat(client.send("SET a 2")).isEqualTo("+OK");
  }
}
