package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SortTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void sortsByWeightsThenByTheElements() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int[] weights = new int[200];
    List<String> members = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextInt(40) - 20;
      members.add("m" + i);
      client.send("RPUSH", "l", "m" + i);
      client.send("SET", "w_m" + i, "" + weights[i]);
    }
    Comparator<String> order =
        Comparator.<String>comparingInt(m -> weights[Integer.parseInt(m.substring(1))])
            .thenComparing(Comparator.naturalOrder());
    members.sort(order);
    assertThat(client.send("SORT", "l", "BY", "w_*"))
        .as("seed %d", seed)
        .isEqualTo("[" + String.join(" ", members) + "]");
    members.sort(order.reversed());
    assertThat(client.send("SORT", "l", "BY", "w_*", "DESC", "LIMIT", "10", "50"))
        .as("seed %d", seed)
        .isEqualTo("[" + String.join(" ", members.subList(10, 60)) + "]");
  }

  @Test
  void findsKeysOfOtherShardsAndOfThisDatabaseOnly() {
    check(":2", "RPUSH l 2 1");
    check("+OK", "MSET d_1 one d_2 two");
    check("[one two]", "SORT l GET d_*");
    check("+OK", "SELECT 1");
    check(":2", "RPUSH l 2 1");
    check("[nil nil]", "SORT l GET d_*");
  }

  @Test
  void storesUnderAKeyThatIsNoDeclaredOne() {
    check(":3", "SADD s c a b");
    check(":3", "SORT s BY nosort STORE d");
    check("[a b c]", "LRANGE d 0 -1");
    check(":0", "SORT nope STORE d");
    check(":0", "EXISTS d");
  }

  @Test
  void checksTheOptionsThenTheTypeThenTheWeights() {
    check("+OK", "SET s x");
    check("-ERR syntax error", "SORT s BY");
    check("-ERR value is not an integer or out of range", "SORT s LIMIT a 1");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "SORT s");
    check(":1", "RPUSH l x");
    check("-ERR One or more scores can't be converted into double", "SORT l STORE d");
    check(":0", "EXISTS d");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
