package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IncrExTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void keepsIntegersWithinBounds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      long value = random.nextLong() >> random.nextInt(64);
      long by = random.nextLong() >> random.nextInt(64);
      long lower = Math.min(value, random.nextLong());
      long upper = Math.max(value, random.nextLong());
      boolean saturate = random.nextBoolean();
      client.send("SET", "k", "" + value);
      String[] words = {
        "INCREX", "k", "BYINT", "" + by, "LBOUND", "" + lower, "UBOUND", "" + upper
      };
      if (saturate) {
        words = Arrays.copyOf(words, 9);
        words[8] = "SATURATE";
      }
      BigInteger sum = BigInteger.valueOf(value).add(BigInteger.valueOf(by));
      BigInteger bounded = sum.max(BigInteger.valueOf(lower)).min(BigInteger.valueOf(upper));
      BigInteger result = saturate || bounded.equals(sum) ? bounded : BigInteger.valueOf(value);
      BigInteger applied = result.subtract(BigInteger.valueOf(value));
      assertThat(client.send(words))
          .as("seed %d: %d + %d in %d..%d", seed, value, by, lower, upper)
          .isEqualTo("[:" + result + " :" + applied + "]");
      assertThat(client.send("GET", "k")).isEqualTo(client.send("ECHO", result.toString()));
    }
  }

  @Test
  void aRefusedIncrementChangesNothing() {
    check("[:0 :0]", "INCREX k BYINT 5 UBOUND 3 EX 100");
    check(":0", "EXISTS k");
    check("[0 0]", "INCREX k BYFLOAT 5.5 UBOUND 3");
    check(":0", "EXISTS k");
  }

  @Test
  void theExpiryChangesWithTheNumber() {
    check("[:1 :1]", "INCREX k EX 100 ENX");
    check("[:2 :1]", "INCREX k EX 200 ENX");
    check(":100", "TTL k");
    check("[:3 :1]", "INCREX k PERSIST");
    check(":-1", "TTL k");
    check("[:4 :1]", "INCREX k PXAT 1");
    check(":0", "EXISTS k");
  }

  @Test
  void checksOptionsThenNumbersThenTheType() {
    check(":1", "RPUSH l a");
    check("-ERR syntax error", "INCREX l BYINT x EX");
    check("-ERR ENX flag requires an expiration", "INCREX l BYINT x ENX");
    check("-ERR Increment is not an integer or out of range", "INCREX l BYINT x EX x");
    check("-ERR value is not an integer or out of range", "INCREX l EX x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "INCREX l");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
