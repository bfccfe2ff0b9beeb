package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.Session;
import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients are listed, killed and paused by others while they work, on four event loops. */
class ClientsUnderLoadTest {
  @RegisterExtension final TestServer server = new TestServer("io-threads 4");

  private final AtomicInteger names = new AtomicInteger();
  private final AtomicInteger killed = new AtomicInteger();

  @Test
  void nothingIsLostDoubledOrLeftBehind() {
    AtomicInteger finished = new AtomicInteger();
    new Crew(server)
        .work(
            4,
            60,
            (client, random) -> {
              countInPipelines();
              finished.incrementAndGet();
            })
        .watch(1, (client, random) -> list(client))
        .watch(1, (client, random) -> killSome(client, random))
        .watch(1, this::pause)
        .run();
    assertThat(finished).hasValue(240);
    assertThat(killed.get()).as("clients killed").isPositive();
    server.engine().pausing().end();
    TestServer.await("nobody is held", () -> server.engine().pausing().held() == 0);
    TestServer.await("the workers are gone", () -> server.engine().sessions().count() <= 7);
  }

  /** A connection of its own counts until it is killed or done: each INCR runs once, in order. */
  private void countInPipelines() {
    String key = "counter" + names.incrementAndGet();
    String incr = TestClient.encode("INCR", key).repeat(50);
    int sent = 0;
    int answered = 0;
    try (TestClient worker = new TestClient("127.0.0.1", server.port())) {
      String reply = worker.send("CLIENT", "SETNAME", "worker");
      while (sent < 500 && !reply.equals("closed")) {
        worker.writeRaw(incr);
        sent += 50;
        while (answered < sent && !reply.equals("closed")) {
          reply = worker.read();
          if (!reply.equals("closed")) {
            assertThat(reply).isEqualTo(":" + ++answered);
          }
        }
      }
    } catch (java.io.UncheckedIOException e) {
      assertThat(e).hasMessageMatching(".*(Broken pipe|reset).*"); // killed while it wrote
    }
    try (TestClient auditor = new TestClient("127.0.0.1", server.port())) {
      String count = auditor.send("GET", key);
      if (!count.equals("closed") && !count.equals("nil")) {
        assertThat(Integer.parseInt(count)).isBetween(answered, sent);
      }
    }
  }

  private static void list(TestClient client) {
    String lines = client.send("CLIENT", "LIST");
    List<String> listed = Arrays.asList(lines.substring(1, lines.length() - 1).split("\n"));
    assertThat(listed).allMatch(line -> line.matches("id=\\d+ addr=.* cmd=.*"));
    assertThat(listed).doesNotHaveDuplicates();
  }

  /** Kills a counting connection now and then. */
  private void killSome(TestClient client, Random random) {
    for (Session session : server.engine().sessions().all()) {
      if (session.name().equals("worker") && random.nextInt(300) == 0) {
        String reply = client.send("CLIENT", "KILL", "ID", Long.toString(session.id()));
        assertThat(reply).isIn(":0", ":1");
        killed.addAndGet(reply.equals(":1") ? 1 : 0);
      }
    }
    assertThat(client.send("PING")).isEqualTo("+PONG");
  }

  private void pause(TestClient client, Random random) {
    boolean all = random.nextBoolean();
    assertThat(client.send("CLIENT", "PAUSE", "100000", all ? "ALL" : "WRITE")).isEqualTo("+OK");
    if (!all) {
      assertThat(client.send("PING")).isEqualTo("+PONG");
    }
    server.engine().pausing().end();
    for (int i = 0; i < 5; i++) {
      assertThat(client.send("PING")).isEqualTo("+PONG");
    }
  }
}
