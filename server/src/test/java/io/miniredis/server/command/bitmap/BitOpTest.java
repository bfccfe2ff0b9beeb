package io.miniredis.server.command.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BitOpTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void combinesAsEveryBitOnItsOwnDoes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      String[] words = new String[3 + 2 + random.nextInt(4)];
      byte[][] sources = new byte[words.length - 3][];
      int longest = 0;
      for (int i = 0; i < sources.length; i++) {
        sources[i] = new byte[random.nextInt(30)];
        random.nextBytes(sources[i]);
        longest = Math.max(longest, sources[i].length);
        words[3 + i] = "s" + i;
        client.send("SET", "s" + i, text(sources[i]));
      }
      BitOperation[] all = BitOperation.values();
      BitOperation operation = all[random.nextInt(all.length)];
      if (operation == BitOperation.NOT) {
        continue;
      }
      words[0] = "BITOP";
      words[1] = operation.name();
      words[2] = "d";
      assertThat(client.send(words)).isEqualTo(":" + longest);
      byte[] expected = new byte[longest];
      for (int bit = 0; bit < longest * 8; bit++) {
        if (outcome(operation, sources, bit)) {
          expected[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
      }
      assertThat(client.send("GET", "d"))
          .as("seed %d: %s", seed, operation)
          .isEqualTo(longest == 0 ? "nil" : client.send("ECHO", text(expected)));
    }
  }

  private static boolean outcome(BitOperation operation, byte[][] sources, int bit) {
    int set = 0;
    for (byte[] source : sources) {
      set += at(source, bit) ? 1 : 0;
    }
    boolean first = at(sources[0], bit);
    boolean others = set > (first ? 1 : 0);
    return switch (operation) {
      case AND -> set == sources.length;
      case OR -> set > 0;
      case XOR -> set % 2 == 1;
      case ONE -> set == 1;
      case DIFF -> first && !others;
      case DIFF1 -> others && !first;
      case ANDOR -> first && others;
      case NOT -> throw new IllegalArgumentException();
    };
  }

  private static boolean at(byte[] source, int bit) {
    return bit / 8 < source.length && (source[bit / 8] & 0x80 >> bit % 8) != 0;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void checksTheOperationThenItsSources() {
    assertThat(client.send("RPUSH", "l", "a")).isEqualTo(":1");
    assertThat(client.send("BITOP", "NAND", "d", "l")).isEqualTo("-ERR syntax error");
    assertThat(client.send("BITOP", "NOT", "d", "l", "l"))
        .isEqualTo("-ERR BITOP NOT must be called with a single source key.");
    assertThat(client.send("BITOP", "DIFF", "d", "l"))
        .isEqualTo("-ERR BITOP DIFF must be called with at least two source keys.");
    assertThat(client.send("BITOP", "OR", "d", "nope", "l")).startsWith("-WRONGTYPE");
  }
}
