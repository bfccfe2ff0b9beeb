package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one client does in one command, others on other event loops see done or not done. */
class ManyLoopsTest {
  private static final int TIMES = 1000;

  @RegisterExtension final TestServer server = new TestServer("io-threads 4");

  /** Runs these at once; one that fails fails the test. */
  private static void together(List<Callable<?>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Callable<?> task : tasks) {
        running.add(threads.submit(task));
      }
      for (Future<?> each : running) {
        try {
          each.get();
        } catch (ExecutionException e) {
          threads.shutdownNow();
          throw e;
        }
      }
    }
  }

  private Callable<?> repeat(int times, String... commands) {
    TestClient client = server.client();
    return () -> {
      for (int i = 0; i < times; i++) {
        for (String command : commands) {
          assertThat(client.send(command.split(" "))).doesNotStartWith("-");
        }
      }
      return null;
    };
  }

  private Callable<?> expect(String reply, String... words) {
    TestClient client = server.client();
    return () -> {
      for (int i = 0; i < TIMES; i++) {
        assertThat(client.send(words)).isEqualTo(reply);
      }
      return null;
    };
  }

  @Test
  void aRenamedKeyIsNeverMissingNorDouble() throws Exception {
    server.client().send("RPUSH", "a", "1", "2");
    together(
        List.of(
            repeat(TIMES, "RENAME a b", "RENAME b a"),
            expect(":1", "EXISTS", "a", "b"),
            expect(":1", "EXISTS", "b", "a"),
            expect(":1", "DBSIZE")));
  }

  @Test
  void aMovedKeyIsInOneDatabase() throws Exception {
    server.client().send("SET", "k", "v");
    TestClient mover = server.client();
    together(
        List.of(
            () -> {
              for (int i = 0; i < TIMES; i++) {
                assertThat(mover.pipeline("SELECT 0", "MOVE k 1", "SELECT 1", "MOVE k 0"))
                    .containsExactly("+OK", ":1", "+OK", ":1");
              }
              return null;
            },
            repeat(TIMES, "SCAN 0", "KEYS *", "RANDOMKEY")));
    assertThat(server.client().pipeline("GET k", "DBSIZE")).containsExactly("v", ":1");
  }

  @Test
  void databasesSwapBetweenTwoCommandsNotWithinOne() throws Exception {
    TestClient client = server.client();
    client.pipeline("MSET a 1 b 1", "SELECT 1", "SET c 1");
    TestClient counter = server.client();
    together(
        List.of(
            repeat(TIMES, "SWAPDB 0 1"),
            () -> {
              for (int i = 0; i < TIMES; i++) {
                assertThat(counter.send("EXISTS", "a", "b", "c")).isIn(":1", ":2");
                assertThat(counter.send("DBSIZE")).isIn(":1", ":2");
              }
              return null;
            }));
  }

  @Test
  void copiesInBothDirectionsNeverWaitForEachOther() throws Exception {
    server.client().pipeline("SADD x 1 2 3", "SADD y 4 5 6");
    together(
        List.of(
            repeat(TIMES, "COPY x y REPLACE"),
            repeat(TIMES, "COPY y x REPLACE"),
            repeat(TIMES, "EXISTS x y", "TOUCH y x"),
            repeat(200, "FLUSHDB", "SADD x 1 2 3", "SADD y 4 5 6")));
  }

  @Test
  void nobodyIsForgottenInAPause() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    TestClient pausing = server.client();
    List<Callable<?>> tasks = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      TestClient client = server.client();
      String key = "counter:" + c;
      tasks.add(
          () -> {
            for (int i = 1; i <= TIMES; i++) {
              assertThat(client.send("INCR", key)).isEqualTo(":" + i);
            }
            done.set(true);
            return null;
          });
    }
    tasks.add(
        () -> {
          while (!done.get()) {
            pausing.send("CLIENT", "PAUSE", "100000", "WRITE");
            pausing.send("CLIENT", "UNPAUSE");
          }
          return null;
        });
    together(tasks);
    assertThat(server.engine().pausing().held()).isZero();
  }

  @Test
  void clientsThatKillEachOtherAllGo() throws Exception {
    List<Callable<?>> tasks = new ArrayList<>();
    for (int c = 0; c < 8; c++) {
      TestClient client = server.client();
      tasks.add(
          () -> {
            String reply = "";
            while (!reply.equals("closed")) {
              try {
                client.write("CLIENT", "KILL", "TYPE", "normal");
                client.write("SET", "k", "v");
              } catch (java.io.UncheckedIOException gone) {
                return null;
              }
              reply = client.read();
              if (reply.equals(":0") && server.engine().sessions().count() == 1) {
                return null;
              }
              client.read();
            }
            return null;
          });
    }
    together(tasks);
    TestServer.await("all are gone", () -> server.engine().sessions().count() <= 1);
  }
}
