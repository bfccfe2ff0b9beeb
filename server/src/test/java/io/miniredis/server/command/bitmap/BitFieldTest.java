package io.miniredis.server.command.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BitFieldTest {
  @RegisterExtension final TestServer server = new TestServer("proto-max-bulk-len 1mb");
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void checksEverythingBeforeItWrites() {
    String offset = "-ERR bit offset is not an integer or out of range";
    check(offset, "BITFIELD s SET u8 0 1 SET u8 8388608 1");
    check(offset, "BITFIELD s SET u8 #1048576 1");
    check(offset, "BITFIELD s SET i64 #9223372036854775807 1");
    check("-ERR value is not an integer or out of range", "BITFIELD s SET u8 0 1 SET u8 8 x");
    check("-ERR syntax error", "BITFIELD s SET u8 0 1 SET u8 8");
    check(":0", "EXISTS s");
    check(offset, "SETBIT s 8388608 1");
    check(":0", "EXISTS s");
  }

  @Test
  void aFieldMayReachPastTheLimitByItsWidth() {
    check("[:0]", "BITFIELD s SET i64 8388607 -1");
    check(":1048584", "STRLEN s");
  }

  @Test
  void aFailedIncrementMakesRoomAllTheSame() {
    check("[nil]", "BITFIELD s OVERFLOW FAIL INCRBY u2 100 4");
    check(":13", "STRLEN s");
  }

  @Test
  void addsAsIntegersOfAnySizeDo() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] modes = {"WRAP", "SAT", "FAIL"};
    for (int round = 0; round < 600; round++) {
      boolean signed = random.nextBoolean();
      int bits = random.nextInt(signed ? 64 : 63) + 1;
      String type = (signed ? "i" : "u") + bits;
      String mode = modes[random.nextInt(3)];
      BigInteger min = signed ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
      BigInteger max = BigInteger.TWO.pow(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
      BigInteger old = new BigInteger(bits, random).add(min);
      long by = random.nextLong() >> random.nextInt(64);
      client.send("BITFIELD", "k", "SET", type, "13", old.toString());
      String reply = client.send("BITFIELD", "k", "OVERFLOW", mode, "INCRBY", type, "13", "" + by);
      String expected = expected(old.add(BigInteger.valueOf(by)), min, max, mode);
      assertThat(reply)
          .as("seed %d: %s %s %s + %d", seed, mode, type, old, by)
          .isEqualTo("[" + expected + "]");
    }
  }

  private static String expected(BigInteger sum, BigInteger min, BigInteger max, String mode) {
    boolean fits = sum.compareTo(min) >= 0 && sum.compareTo(max) <= 0;
    if (fits) {
      return ":" + sum;
    }
    return switch (mode) {
      case "FAIL" -> "nil";
      case "SAT" -> ":" + (sum.signum() < 0 || sum.compareTo(min) < 0 ? min : max);
      default -> {
        BigInteger span = max.subtract(min).add(BigInteger.ONE);
        yield ":" + sum.subtract(min).mod(span).add(min);
      }
    };
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
