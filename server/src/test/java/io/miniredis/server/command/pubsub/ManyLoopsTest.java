package io.miniredis.server.command.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.pubsub.Kind;
import io.miniredis.server.pubsub.PubSub;
import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Publishers and subscribers on four event loops, joining and leaving all the time. */
class ManyLoopsTest {
  private static final int PUBLISHERS = 4;
  private static final int MESSAGES = 5_000;
  private static final int LISTENERS = 4;

  @RegisterExtension final TestServer server = new TestServer("io-threads 4");

  /**
   * Every message is its publisher and a number. Who listens all the time, by name or by pattern,
   * gets each publisher's messages without a gap and in order; who comes and goes gets them in
   * order, and none but those between two confirmations.
   */
  @Test
  void eachPublishersMessagesArriveInOrderAndNoneIsLost() {
    AtomicInteger ready = new AtomicInteger();
    AtomicInteger names = new AtomicInteger();
    AtomicInteger delivered = new AtomicInteger();
    new Crew(server)
        .work(PUBLISHERS, 1, (client, random) -> publish(client, names, ready))
        .work(
            LISTENERS,
            1,
            (client, random) -> {
              delivered.addAndGet(listen(client, ready, random.nextBoolean()));
            })
        .watch(3, (client, random) -> comeAndGo(client, random.nextInt(20)))
        .run();
    assertThat(delivered.get()).isEqualTo(LISTENERS * PUBLISHERS * MESSAGES);
  }

  @Test
  void whoGoesInWhateverWayLeavesNothingBehind() {
    new Crew(server)
        .work(4, 150, (killer, random) -> subscribeAndGo(killer, random))
        .watch(
            2,
            (client, random) -> {
              String channel = "c" + random.nextInt(3);
              client.pipeline("PUBLISH " + channel + " m", "SPUBLISH " + channel + " m");
            })
        .run();
    PubSub pubsub = server.engine().pubsub();
    TestServer.await("all have gone", () -> pubsub.subscribers() == 0);
    for (Kind kind : Kind.values()) {
      assertThat(pubsub.count(kind)).isZero();
    }
  }

  private void subscribeAndGo(TestClient killer, Random random) {
    try (TestClient client = new TestClient("127.0.0.1", server.port())) {
      String id = client.send("CLIENT", "ID").substring(1);
      for (int i = random.nextInt(4); i >= 0; i--) {
        client.write(
            List.of("SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE").get(random.nextInt(3)),
            "c" + random.nextInt(3),
            "*");
        assertThat(client.read()).containsAnyOf("subscribe", "message"); // whichever comes first
      }
      switch (random.nextInt(5)) {
        case 0 -> client.reset();
        case 1 -> client.write("QUIT");
        case 2 -> client.write("RESET");
        case 3 -> killer.send("CLIENT", "KILL", "ID", id);
        default -> {}
      }
    }
  }

  private static void publish(TestClient client, AtomicInteger names, AtomicInteger ready) {
    int name = names.incrementAndGet();
    TestServer.await("all listen", () -> ready.get() == LISTENERS);
    int some = 50;
    for (int i = 0; i < MESSAGES; i += some) {
      StringBuilder pipeline = new StringBuilder();
      for (int j = i; j < i + some; j++) {
        pipeline.append("PUBLISH c ").append(name).append(':').append(j).append("\r\n");
      }
      client.writeRaw(pipeline.toString());
      for (String reply : client.readMany(some)) {
        int receivers = Integer.parseInt(reply.substring(1));
        assertThat(receivers).isBetween(LISTENERS, LISTENERS + 3);
      }
    }
  }

  private static int listen(TestClient client, AtomicInteger ready, boolean byPattern) {
    client.send(byPattern ? "PSUBSCRIBE" : "SUBSCRIBE", byPattern ? "[c]" : "c");
    ready.incrementAndGet();
    Map<String, Integer> next = new HashMap<>();
    for (int i = 0; i < PUBLISHERS * MESSAGES; i++) {
      String[] message = message(client.read());
      int expected = next.getOrDefault(message[0], 0);
      assertThat(message[1]).isEqualTo(Integer.toString(expected));
      next.put(message[0], expected + 1);
    }
    return next.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static void comeAndGo(TestClient client, int reads) {
    assertThat(client.send("SUBSCRIBE", "c")).isEqualTo("[subscribe c :1]");
    client.writeRaw("PING\r\n".repeat(reads) + "UNSUBSCRIBE c\r\nECHO end\r\n");
    Map<String, Integer> last = new HashMap<>();
    String reply = client.read();
    while (!reply.equals("[unsubscribe c :0]")) {
      if (!reply.equals("[pong '']")) {
        String[] message = message(reply);
        int number = Integer.parseInt(message[1]);
        Integer before = last.put(message[0], number);
        assertThat(before == null || number == before + 1).as(reply).isTrue();
      }
      reply = client.read();
    }
    assertThat(client.read()).as("nothing comes behind the end").isEqualTo("end");
  }

  /** The publisher and the number of {@code [message c 2:17]}, or the like of a pattern. */
  private static String[] message(String reply) {
    assertThat(reply).matches("\\[p?message (\\S+ )?c \\d+:\\d+]");
    String[] words = reply.substring(1, reply.length() - 1).split(" ");
    return words[words.length - 1].split(":");
  }
}
