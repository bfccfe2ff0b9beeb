package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is remembered of expiries is of the size of what expires, however often it is changed. */
class ExpiryIndexTest {
  private static final int TIMES = 10_000;
  private static final int SMALL = 8 * 1024;

  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void doesNotGrowWhenTimesAreBroughtForward() {
    send("SET k v", "HSET h f v");
    String[] commands = new String[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long time = TestServer.START + 2_000_000_000L - i;
      commands[i] = i % 2 == 0 ? "PEXPIREAT k " + time : "HPEXPIREAT h " + time + " FIELDS 1 f";
    }
    send(commands);
    assertThat(indexBytes()).isLessThan(SMALL);
  }

  @Test
  void doesNotGrowWhenKeysComeAndGo() {
    String[] commands = new String[TIMES];
    for (int i = 0; i < TIMES; i += 5) {
      commands[i] = "SET k v EX 1000";
      commands[i + 1] = "DEL k";
      commands[i + 2] = "HSET h f v";
      commands[i + 3] = "HEXPIRE h 1000 FIELDS 1 f";
      commands[i + 4] = "DEL h";
    }
    send(commands);
    assertThat(indexBytes()).isLessThan(SMALL);
  }

  private void send(String... commands) {
    TestClient client = server.client();
    assertThat(client.pipeline(commands)).noneMatch(reply -> reply.startsWith("-"));
  }

  private long indexBytes() {
    long[] bytes = {0};
    server.engine().shards().forEachKeyspace(k -> bytes[0] += k.indexBytes());
    return bytes[0];
  }
}
