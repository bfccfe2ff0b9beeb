package io.miniredis.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.EngineAccess;
import io.miniredis.server.MiniRedis;
import io.miniredis.server.engine.ManualClock;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues are as they were when the server starts again; what became due meanwhile is due then. */
class QueuesOnDiskTest {
  private static final int STEPS = 600;

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(TestServer.START);
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private MiniRedis start(boolean appendOnly) {
    MiniRedis server =
        MiniRedis.builder()
            .port(0)
            .clock(clock)
            .config("dir", directory.toString())
            .config("appendonly", appendOnly ? "yes" : "no")
            .config("enable-debug-command", "yes")
            .config("save", "")
            .start();
    open.add(server);
    return server;
  }

  private TestClient client(MiniRedis server) {
    TestClient client = new TestClient("127.0.0.1", server.port());
    open.add(client);
    return client;
  }

  private static String send(TestClient client, String line) {
    return client.send(line.split(" "));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areAsTheyWere(boolean appendOnly) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    MiniRedis server = start(appendOnly);
    TestClient client = client(server);
    send(client, "Q.CREATE q MAXDELIVERIES 3 DEADLETTER d LEASE 60 BACKOFF 7");
    send(client, "Q.CREATE p ORDER PRIORITY MAXDELIVERIES 2 DEDUP 500");
    send(client, "Q.REPEAT q r EVERY 100 again");
    for (int i = 0; i < STEPS; i++) {
      step(server, client, random);
    }
    String digest = send(client, "DEBUG DIGEST");
    String info = send(client, "Q.INFO q") + send(client, "Q.REPEATS q") + send(client, "Q.INFO p");
    if (!appendOnly) {
      assertThat(send(client, "SAVE")).isEqualTo("+OK");
    }
    server.close();
    MiniRedis second = start(appendOnly);
    TestClient again = client(second);
    assertThat(send(again, "DEBUG DIGEST")).as("seed %s", seed).isEqualTo(digest);
    assertThat(send(again, "Q.INFO q") + send(again, "Q.REPEATS q") + send(again, "Q.INFO p"))
        .as("seed %s", seed)
        .isEqualTo(info);
    second.close();
    clock.advance(Duration.ofDays(1));
    MiniRedis third = start(appendOnly);
    EngineAccess.of(third).upkeep().tick();
    TestClient late = client(third);
    TestServer.await(
        "all leases and delays are over",
        () -> {
          clock.advance(Duration.ofMillis(10));
          EngineAccess.of(third).upkeep().tick();
          String now = send(late, "Q.INFO q") + send(late, "Q.INFO p");
          return now.split("leased :0", -1).length == 3 && now.split("delayed :0", -1).length == 3;
        });
  }

  private void step(MiniRedis server, TestClient client, Random random) {
    String queue = random.nextBoolean() ? "q" : "p";
    int id = 1 + random.nextInt(60);
    String command =
        switch (random.nextInt(12)) {
          case 0 -> "Q.PUT " + queue + " x" + random.nextInt(999);
          case 1 -> "Q.PUT " + queue + " y ID name" + id + " DELAY " + random.nextInt(50);
          case 2 -> "Q.MPUT p PRIORITY " + random.nextInt(3) + " VALUES 2 a b";
          case 3, 4 -> "Q.GET q p COUNT 2 NOWAIT";
          case 5 -> "Q.GET p LEASE " + random.nextInt(2) * 40 + " NOWAIT";
          case 6 -> "Q.DONE " + queue + " " + id + " RESULT r";
          case 7 -> "Q.FAIL " + queue + " " + id + " ERROR e" + (id % 2 == 0 ? " DELAY 9" : "");
          case 8 -> "Q.FAIL " + queue + " name" + id + " RELEASE";
          case 9 -> "Q.EXTEND " + queue + " " + id + " 100";
          case 10 -> random.nextInt(9) == 0 ? "Q.PURGE p" : "Q.RETRY p ALL";
          default -> {
            clock.advance(Duration.ofMillis(random.nextInt(20)));
            EngineAccess.of(server).upkeep().tick();
            yield "PING";
          }
        };
    send(client, command);
  }
}
