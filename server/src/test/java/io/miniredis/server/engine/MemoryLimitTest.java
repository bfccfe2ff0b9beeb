package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** maxmemory without eviction: who may still do what, and what counts. */
class MemoryLimitTest {
  private static final String OOM = "-OOM command not allowed when used memory > 'maxmemory'.";

  private static final int LARGE =
      16 << 20; // more than the system takes for a peer that does not read

  @RegisterExtension final TestServer server = new TestServer();

  private void limit(TestClient client, long bytes) {
    assertThat(client.send("CONFIG", "SET", "maxmemory", Long.toString(bytes))).isEqualTo("+OK");
  }

  private long used(TestClient client) {
    return info(client, "memory", "used_memory");
  }

  private static long info(TestClient client, String section, String field) {
    return Arrays.stream(client.send("INFO", section).split("\r\n"))
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(field.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** The command with as many arguments as it needs to get past the check of their number. */
  private static String[] anyCallOf(Spec spec) {
    List<String> words = new ArrayList<>(List.of(spec.name().split(" ")));
    while (words.size() < Math.abs(spec.arity())) {
      words.add("1");
    }
    return words.toArray(String[]::new);
  }

  @Test
  void everyCommandThatMayNeedMemoryIsRefusedAndNoOtherIs() {
    TestClient client = server.client();
    limit(client, 1);
    int refused = 0;
    for (CommandTable.Row row : server.engine().commands().allRows()) {
      Spec spec = row.spec();
      if (spec.is(Flag.DENYOOM)) {
        assertThat(client.send(anyCallOf(spec))).as(spec.name()).isEqualTo(OOM);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50);
    for (String command : List.of("GET k", "DEL k", "LPOP k", "EXPIRE k 1", "FLUSHALL", "PING")) {
      assertThat(client.send(command.split(" "))).as(command).doesNotStartWith("-");
    }
    assertThat(info(client, "stats", "evicted_keys")).isZero();
    assertThat(client.send("INFO", "errorstats")).contains("errorstat_OOM:count=" + refused);
    assertThat(client.send("INFO", "commandstats"))
        .contains("cmdstat_set:calls=0,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=0");
  }

  @Test
  void withOneEventLoopTheCommandThatPassesTheLimitIsTheLast() {
    TestClient client = server.client();
    limit(client, used(client) + 100_000);
    int stored = 0;
    while (!client.send("SET", "key:" + stored, "v".repeat(stored % 100)).equals(OOM)) {
      assertThat(used(client)).isLessThan(limit() + 10_000);
      stored++;
    }
    assertThat(stored).isGreaterThan(500);
    assertThat(used(client)).isGreaterThan(limit());
    while (used(client) > limit()) {
      stored--;
      assertThat(client.send("DEL", "key:" + stored)).isEqualTo(":1");
    }
    assertThat(client.send("SET", "key:" + stored, "")).isEqualTo("+OK");
  }

  private long limit() {
    return server.engine().memory().limit();
  }

  @Test
  void aHigherLimitOrNoneHoldsFromTheNextCommandOn() {
    TestClient client = server.client();
    limit(client, 1000);
    assertThat(client.send("SET", "k", "v")).isEqualTo(OOM);
    limit(client, used(client) + 100_000);
    assertThat(client.send("SET", "k", "v")).isEqualTo("+OK");
    limit(client, 1000);
    assertThat(client.send("SET", "k", "v")).isEqualTo(OOM);
    limit(client, 0);
    assertThat(client.send("SET", "k", "v")).isEqualTo("+OK");
  }

  @Test
  void inputAndRepliesThatWaitCount() {
    TestClient client = server.client();
    client.send("SET", "large", "v".repeat(LARGE));
    long before = used(client);

    TestClient slow = server.client();
    slow.writeRaw("*2\r\n$4\r\nECHO\r\n$900000\r\n" + "e".repeat(500_000));
    TestServer.await("the input is counted", () -> used(client) > before + 500_000);
    slow.writeRaw("e".repeat(400_000) + "\r\n");
    assertThat(slow.read()).hasSize(900_000);
    TestServer.await("the input is gone", () -> used(client) < before + 100_000);

    TestClient deaf = server.clientWithSmallBuffer();
    deaf.write("GET", "large");
    TestServer.await("the reply is counted", () -> used(client) > before + 1_000_000);
    assertThat(deaf.read()).hasSize(LARGE);
    TestServer.await("the reply is gone", () -> used(client) < before + 100_000);

    deaf.write("GET", "large");
    TestServer.await("the reply is counted", () -> used(client) > before + 1_000_000);
    deaf.reset();
    TestServer.await("it is gone with the client", () -> used(client) < before + 100_000);
  }

  @Test
  void aLimitThatWillDisappointIsWarnedOf() {
    TestClient client = server.client();
    client.send("SET", "k", "v".repeat(2_000_000));
    TestLogs.takeWarnings();
    long heap = Runtime.getRuntime().maxMemory();
    limit(client, heap);
    assertThat(TestLogs.takeWarnings()).isEmpty();
    limit(client, heap + 1);
    assertThat(TestLogs.takeWarnings()).singleElement().asString().contains("heap", "-Xmx");
    limit(client, 1 << 20);
    assertThat(TestLogs.takeWarnings()).singleElement().asString().contains("in use");
    limit(client, 1000);
    assertThat(TestLogs.takeWarnings()).hasSize(2).first().asString().contains("1000 bytes");
  }
}
