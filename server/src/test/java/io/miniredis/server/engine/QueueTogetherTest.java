package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestServer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queues of several shards, used by the clients of four event loops. */
class QueueTogetherTest {
  private static final Pattern JOB = Pattern.compile("\\[([^\\[ ]+) (\\S+) (\\S+) :(\\d+)]");
  private static final int JOBS = 400;
  private static final int PRODUCERS = 4;

  @RegisterExtension final TestServer server = new TestServer("io-threads 4");

  @Test
  void everyJobIsDeliveredOnceAndThoseOfAProducerInOrder() {
    server.client().send("Q.CREATE", "a", "MAXSIZE", "5");
    server.client().send("Q.CREATE", "b", "MAXSIZE", "3");
    AtomicInteger producers = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(PRODUCERS * JOBS);
    Map<String, Integer> last = new ConcurrentHashMap<>();
    new Crew(server)
        .work(
            PRODUCERS,
            1,
            (client, random) -> {
              int me = producers.incrementAndGet();
              String queue = me % 2 == 0 ? "a" : "b";
              for (int i = 0; i < JOBS; i++) {
                assertThat(client.send("Q.PUT", queue, me + ":" + i)).matches("\\d+");
              }
            })
        .work(
            1, // one alone sees the order
            1,
            (client, random) -> {
              while (left.get() > 0) {
                String reply = client.send("Q.GET", "b", "a", "COUNT", "3", "TIMEOUT", "20000");
                Matcher job = JOB.matcher(reply);
                while (job.find()) {
                  String[] payload = job.group(3).split(":");
                  int number = Integer.parseInt(payload[1]);
                  Integer before = last.put(payload[0], number);
                  assertThat(number).isEqualTo(before == null ? 0 : before + 1);
                  assertThat(client.send("Q.DONE", job.group(1), job.group(2))).isEqualTo(":1");
                  left.decrementAndGet();
                }
              }
            })
        .run();
    assertThat(last.values()).containsOnly(JOBS - 1).hasSize(PRODUCERS);
    assertThat(server.client().send("Q.JOIN", "a")).isEqualTo("+OK");
    assertThat(server.client().send("Q.JOIN", "b")).isEqualTo("+OK");
  }

  @Test
  void everyJobIsDoneOrDeadThoughManyFailAndDeadOnesGoToOtherShards() {
    String[] queues = {"q1", "q2", "q3"};
    for (String queue : queues) {
      server
          .client()
          .send(
              "Q.CREATE", queue, "MAXSIZE", "10", "MAXDELIVERIES", "3", "DEADLETTER", "d" + queue);
    }
    AtomicInteger left = new AtomicInteger(PRODUCERS * JOBS);
    Set<String> ended = ConcurrentHashMap.newKeySet();
    AtomicInteger names = new AtomicInteger();
    new Crew(server)
        .work(
            PRODUCERS,
            JOBS,
            (client, random) ->
                client.send(
                    "Q.PUT", queues[random.nextInt(3)], "p", "ID", "j" + names.incrementAndGet()))
        .work(
            5,
            1,
            (client, random) -> {
              while (left.get() > 0) {
                String queue = queues[random.nextInt(3)];
                String reply =
                    random.nextBoolean()
                        ? client.send("Q.GET", queue, "NOWAIT")
                        : client.send("Q.GET", "q3", "q1", "q2", "COUNT", "2", "NOWAIT");
                Matcher job = JOB.matcher(reply);
                while (job.find()) {
                  boolean fails = random.nextInt(3) == 0;
                  String answer =
                      client.send(fails ? "Q.FAIL" : "Q.DONE", job.group(1), job.group(2));
                  assertThat(answer).isIn("+ready", "+dead", ":1");
                  if (!answer.equals("+ready")) {
                    assertThat(ended.add(job.group(2))).as("ended once").isTrue();
                    left.decrementAndGet();
                  }
                }
              }
            })
        .watch(
            1,
            (client, random) -> {
              Matcher job = JOB.matcher(client.send("Q.GET", "dq1", "dq2", "dq3", "NOWAIT"));
              while (job.find()) {
                assertThat(client.send("Q.DONE", job.group(1), job.group(2))).isEqualTo(":1");
              }
            })
        .run();
    assertThat(ended).hasSize(PRODUCERS * JOBS);
    for (String queue : queues) {
      assertThat(server.client().send("Q.JOIN", queue)).isEqualTo("+OK");
    }
  }
}
