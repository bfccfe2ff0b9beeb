package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpireTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void theFourWaysToSayWhen() {
    client.pipeline("SET a 1", "SET b 1", "SET c 1", "SET d 1");
    long now = TestServer.START;
    assertThat(
            client.pipeline(
                "EXPIRE a 10",
                "PEXPIRE b 10",
                "EXPIREAT c " + (now / 1000 + 10),
                "PEXPIREAT d " + (now + 10)))
        .containsExactly(":1", ":1", ":1", ":1");
    assertThat(client.pipeline("PEXPIRETIME a", "PEXPIRETIME b", "PEXPIRETIME c", "PEXPIRETIME d"))
        .containsExactly(
            ":" + (now + 10_000), ":" + (now + 10), ":" + (now + 10_000), ":" + (now + 10));
    assertThat(client.pipeline("TTL a", "PTTL b", "EXPIRETIME c"))
        .containsExactly(":10", ":10", ":" + (now / 1000 + 10));
  }

  @Test
  void ttlRoundsToTheNearestSecond() {
    client.send("SET", "k", "v", "PX", "1499");
    assertThat(client.pipeline("TTL k", "PEXPIRE k 1500", "TTL k", "EXPIRETIME k"))
        .containsExactly(":1", ":1", ":2", ":" + (TestServer.START / 1000 + 2));
  }

  @Test
  void tellsKeysThatNeverExpireFromThoseThatAreNot() {
    client.send("SET", "k", "v");
    assertThat(client.pipeline("TTL k", "PTTL k", "EXPIRETIME k", "PEXPIRETIME k"))
        .containsOnly(":-1");
    assertThat(client.pipeline("TTL n", "PTTL n", "EXPIRETIME n", "PEXPIRETIME n"))
        .containsOnly(":-2");
  }

  @Test
  void aKeyIsGoneFromTheMomentItExpires() {
    server.engine().upkeep().activeExpiry(false);
    client.send("SET", "k", "v", "PX", "100");
    server.advance(Duration.ofMillis(99));
    assertThat(client.pipeline("GET k", "PTTL k")).containsExactly("v", ":1");
    server.advance(Duration.ofMillis(1));
    assertThat(client.pipeline("DBSIZE", "KEYS *", "RANDOMKEY", "SCAN 0 COUNT 1000"))
        .containsExactly(":1", "[]", "nil", "[0 []]");
    assertThat(client.pipeline("GET k", "DBSIZE")).containsExactly("nil", ":0");
    assertThat(server.engine().stats().expiredKeys.sum()).isEqualTo(1);
  }

  @Test
  void aKeyThatNobodyLooksAtGoesToo() {
    client.pipeline("SELECT 5", "SET k v PX 100", "RPUSH l 1", "PEXPIRE l 100", "SET stays 1");
    server.advance(Duration.ofMillis(100));
    server.tick();
    assertThat(client.send("DBSIZE")).isEqualTo(":1");
    assertThat(server.engine().stats().expiredKeys.sum()).isEqualTo(2);
  }

  @Test
  void whatWasProlongedStays() {
    client.pipeline("SET k v PX 100", "PEXPIRE k 200", "SET p v PX 100", "PERSIST p");
    server.advance(Duration.ofMillis(150));
    server.tick();
    assertThat(client.send("EXISTS", "k", "p")).isEqualTo(":2");
    server.advance(Duration.ofMillis(50));
    server.tick();
    assertThat(client.send("EXISTS", "k", "p")).isEqualTo(":1");
  }

  @Test
  void conditionsLookAtTheExpiryThatThereIs() {
    client.send("SET", "k", "v");
    assertThat(client.pipeline("EXPIRE k 10 XX", "EXPIRE k 10 GT", "EXPIRE k 10 LT", "TTL k"))
        .containsExactly(":0", ":0", ":1", ":10");
    assertThat(client.pipeline("EXPIRE k 20 NX", "EXPIRE k 10 GT", "EXPIRE k 10 LT", "TTL k"))
        .containsExactly(":0", ":0", ":0", ":10");
    assertThat(client.pipeline("EXPIRE k 20 LT", "EXPIRE k 20 GT", "EXPIRE k 30 xx", "TTL k"))
        .containsExactly(":0", ":1", ":1", ":30");
    assertThat(client.pipeline("EXPIRE k 40 XX GT", "EXPIRE k 50 XX LT", "TTL k"))
        .containsExactly(":1", ":0", ":40");
    assertThat(client.pipeline("PERSIST k", "EXPIRE k 5 NX NX", "TTL k"))
        .containsExactly(":1", ":1", ":5");
  }

  @Test
  void aTimeThatHasPassedRemovesTheKeyIfConditionsAllow() {
    client.pipeline("SET a 1", "SET b 1", "SET c 1", "SET d 1");
    assertThat(client.pipeline("EXPIRE a 0", "PEXPIRE b -1", "EXPIREAT c 1", "PEXPIREAT d -5"))
        .containsOnly(":1");
    assertThat(client.send("DBSIZE")).isEqualTo(":0");
    client.send("SET", "k", "1");
    assertThat(client.pipeline("EXPIRE k -1 XX", "EXPIRE k -1 GT", "EXISTS k", "EXPIRE k -1 LT"))
        .containsExactly(":0", ":0", ":1", ":1");
    assertThat(client.send("EXISTS", "k")).isEqualTo(":0");
  }

  @Test
  void checksOptionsThenTheNumberThenTheKey() {
    String range = "-ERR invalid expire time in 'expire' command";
    assertThat(
            client.pipeline(
                "EXPIRE n x FOO",
                "EXPIRE n x NX XX",
                "EXPIRE n x NX GT",
                "EXPIRE n x LT GT",
                "EXPIRE n x",
                "EXPIRE n 9223372036854775807",
                "EXPIRE n -9223372036854775807",
                "EXPIRE n 9223372036854775",
                "EXPIRE n 1"))
        .containsExactly(
            "-ERR Unsupported option FOO",
            "-ERR NX and XX, GT or LT options at the same time are not compatible",
            "-ERR NX and XX, GT or LT options at the same time are not compatible",
            "-ERR GT and LT options at the same time are not compatible",
            "-ERR value is not an integer or out of range",
            range,
            range,
            range,
            ":0");
    assertThat(client.pipeline("PEXPIREAT n 9223372036854775807", "PEXPIRE n 9223372036854775807"))
        .containsExactly(":0", "-ERR invalid expire time in 'pexpire' command");
  }

  @Test
  void persistTakesTheExpiryAway() {
    client.send("SET", "k", "v", "EX", "5");
    assertThat(client.pipeline("PERSIST k", "PERSIST k", "PERSIST nokey", "TTL k"))
        .containsExactly(":1", ":0", ":0", ":-1");
  }
}
