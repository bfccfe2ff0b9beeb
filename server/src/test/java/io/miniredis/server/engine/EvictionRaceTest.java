package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.config.MaxmemoryPolicy;
import io.miniredis.server.config.Settings;
import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** maxmemory with several event loops: each evicts and counts for itself. */
class EvictionRaceTest {
  private static final String OOM = "-OOM";
  private static final int LOOPS = 4;
  private static final long ROOM = 400_000;
  private static final long CREDITS = LOOPS * 64 * 1024;

  @RegisterExtension final TestServer server = new TestServer("io-threads 4");

  private void limit(MaxmemoryPolicy policy) {
    server.engine().config().put(Settings.MAXMEMORY_POLICY, policy);
    server.engine().memory().recount();
    server.engine().config().put(Settings.MAXMEMORY, server.engine().memory().used() + ROOM);
  }

  private long used() {
    server.engine().memory().recount();
    return server.engine().memory().used();
  }

  private long limit() {
    return server.engine().memory().limit();
  }

  @Test
  void withoutEvictionEveryLoopFindsTheLimit() {
    AtomicInteger refused = new AtomicInteger();
    limit(MaxmemoryPolicy.NOEVICTION);
    new Crew(server)
        .work(
            8,
            1500,
            (client, random) -> {
              String reply = client.send("SET", "k" + random.nextInt(), "v".repeat(100));
              refused.addAndGet(reply.startsWith(OOM) ? 1 : 0);
            })
        .run();
    assertThat(refused.get()).isGreaterThan(5000);
    assertThat(used()).isBetween(limit(), limit() + CREDITS);
    TestClient client = server.client();
    assertThat(client.send("SET", "k", "v")).startsWith(OOM);
    assertThat(client.send("FLUSHALL")).isEqualTo("+OK");
    assertThat(client.send("SET", "k", "v")).isEqualTo("+OK");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOEVICTION")
  void whateverCommandsDoMeanwhileTheAccountsAddUp(MaxmemoryPolicy policy) {
    limit(policy);
    new Crew(server)
        .work(6, 1500, EvictionRaceTest::anything)
        .watch(
            1,
            (client, random) -> {
              server.advance(Duration.ofMillis(20)); // who waits gives up, and keys expire
              server.tick();
            })
        .run();
    TestClient client = server.client();
    client.send("PING");
    boolean all = policy.name().startsWith("ALLKEYS");
    if (all) {
      assertThat(used()).isLessThanOrEqualTo(limit() + CREDITS);
    }
    assertThat(server.engine().stats().evictedKeys.sum()).isPositive();
  }

  private static void anything(TestClient client, Random random) {
    String key = "k" + random.nextInt(3000);
    String other = "k" + random.nextInt(3000);
    String value = "v".repeat(random.nextInt(300));
    switch (random.nextInt(12)) {
      case 0 -> client.send("RENAME", key, other);
      case 1 -> client.send("DEL", key, other);
      case 2 -> client.send("EXPIRE", key, Integer.toString(random.nextInt(100)));
      case 3 -> client.send("APPEND", key, value);
      case 4 -> client.send("RPUSH", "l" + key, value, value);
      case 5 -> client.send("LMOVE", "l" + key, "l" + other, "LEFT", "RIGHT");
      case 6 -> client.send("HSET", "h" + key, other, value);
      case 7 -> client.send("SELECT", Integer.toString(random.nextInt(3)));
      case 8 -> client.send("COPY", key, other, "DB", "2", "REPLACE");
      case 9 -> client.send("BLMOVE", "l" + key, "l" + other, "LEFT", "RIGHT", "0.01");
      case 10 -> client.send("SCAN", Integer.toString(random.nextInt(1000)));
      default -> client.send("SET", key, value, "EX", Integer.toString(1 + random.nextInt(1000)));
    }
  }

  @Test
  void aScanSeesEveryKeyThatStays() {
    int staying = 500;
    TestClient client = server.client();
    for (int i = 0; i < staying; i++) {
      client.send("SET", "stays:" + i, "v");
    }
    limit(MaxmemoryPolicy.VOLATILE_RANDOM);
    new Crew(server)
        .work(
            3,
            3000,
            (c, random) -> c.send("SET", "goes:" + random.nextInt(), "v".repeat(50), "EX", "1000"))
        .watch(
            1,
            (c, random) -> {
              Set<String> seen = new HashSet<>();
              String cursor = "0";
              do {
                String[] reply = c.send("SCAN", cursor, "COUNT", "50").split("[\\[\\] ]+");
                cursor = reply[1];
                for (int i = 2; i < reply.length; i++) {
                  if (reply[i].startsWith("stays:")) {
                    seen.add(reply[i]);
                  }
                }
              } while (!cursor.equals("0"));
              assertThat(seen).hasSize(staying);
            })
        .run();
    assertThat(server.engine().stats().evictedKeys.sum()).isPositive();
  }
}
