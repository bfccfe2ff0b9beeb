package io.miniredis.server.command.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.LineTest;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SetCommandsTest extends LineTest {
  private TreeSet<String> members(String reply) {
    String inner = reply.substring(reply.indexOf('[') + 1, reply.length() - 1);
    TreeSet<String> all = new TreeSet<>();
    for (String member : inner.split(" ")) {
      if (!member.isEmpty()) {
        assertThat(all.add(member)).as("told twice: %s", member).isTrue();
      }
    }
    return all;
  }

  @Test
  void theSourceIsAskedBeforeTheDestinationWhenMoving() {
    send("SET s x");
    assertThat(send("SMOVE nope s a")).isEqualTo(":0");
    assertThat(send("SMOVE s nope a")).startsWith("-WRONGTYPE");
    send("SADD k a");
    assertThat(send("SMOVE k s b")).startsWith("-WRONGTYPE");
    assertThat(send("SMOVE k k a")).isEqualTo(":1");
    assertThat(send("SMOVE k other a")).isEqualTo(":1");
    assertThat(send("EXISTS k other")).isEqualTo(":1");
  }

  @Test
  void allTypesAreCheckedThoughTheResultIsEmptyAnyhow() {
    send("SET s x");
    for (String command : new String[] {"SINTER nope s", "SUNION nope s", "SDIFF nope s"}) {
      assertThat(send(command)).startsWith("-WRONGTYPE");
    }
    assertThat(send("SINTERCARD 2 nope s")).startsWith("-WRONGTYPE");
    send("SADD d old");
    assertThat(send("SINTERSTORE d nope s")).startsWith("-WRONGTYPE");
    assertThat(send("SMEMBERS d")).as("unchanged").isEqualTo("[old]");
  }

  @Test
  void anEmptyResultRemovesTheDestinationWhateverItHolds() {
    send("SET d x");
    assertThat(send("SINTERSTORE d nope nope2")).isEqualTo(":0");
    assertThat(send("EXISTS d")).isEqualTo(":0");
  }

  @Test
  void aResultMayReplaceOneOfItsSources() {
    send("SADD a 1 2 3");
    send("SADD b 2 3 4");
    assertThat(send("SDIFFSTORE a a b")).isEqualTo(":1");
    assertThat(send("SMEMBERS a")).isEqualTo("[1]");
    assertThat(send("SUNIONSTORE b a b")).isEqualTo(":4");
  }

  @Test
  void combinationsAreThoseOfSets() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("SetCommandsTest: -Dseed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      Map<String, TreeSet<String>> model = new HashMap<>();
      for (String key : new String[] {"a", "b", "c"}) {
        client.send("DEL", key);
        TreeSet<String> set = new TreeSet<>();
        int n = random.nextInt(random.nextInt(5) == 0 ? 700 : 20);
        String prefix = random.nextInt(3) == 0 ? "m" : "";
        for (int i = 0; i < n; i++) {
          String member = prefix + random.nextInt(n + 10);
          set.add(member);
          client.send("SADD", key, member);
        }
        model.put(key, set);
      }
      TreeSet<String> union = new TreeSet<>(model.get("a"));
      union.addAll(model.get("b"));
      union.addAll(model.get("c"));
      TreeSet<String> inter = new TreeSet<>(model.get("a"));
      inter.retainAll(model.get("b"));
      inter.retainAll(model.get("c"));
      TreeSet<String> diff = new TreeSet<>(model.get("a"));
      diff.removeAll(model.get("b"));
      diff.removeAll(model.get("c"));
      assertThat(members(send("SUNION a b c"))).isEqualTo(union);
      assertThat(members(send("SINTER a b c"))).isEqualTo(inter);
      assertThat(members(send("SDIFF a b c"))).isEqualTo(diff);
      assertThat(send("SINTERCARD 3 a b c")).isEqualTo(":" + inter.size());
      for (String store : new String[] {"SUNION", "SINTER", "SDIFF"}) {
        send(store + "STORE d a b c");
        assertThat(members(send("SMEMBERS d"))).isEqualTo(members(send(store + " a b c")));
      }
    }
  }

  @Test
  void poppingTakesEveryMemberOnce() {
    for (int size : new int[] {5, 100, 600}) {
      TreeSet<String> expected = new TreeSet<>();
      for (int i = 0; i < size; i++) {
        expected.add("m" + i);
        send("SADD k m" + i);
      }
      TreeSet<String> popped = new TreeSet<>();
      popped.add(send("SPOP k"));
      popped.addAll(members(send("SPOP k 3")));
      popped.addAll(members(send("SPOP k " + size / 2)));
      popped.addAll(members(send("SPOP k 100000")));
      assertThat(popped).isEqualTo(expected);
      assertThat(send("EXISTS k")).isEqualTo(":0");
    }
  }

  @Test
  void randomMembersAreDifferentUnlessTheCountIsNegative() {
    for (int i = 0; i < 300; i++) {
      send("SADD k m" + i);
    }
    assertThat(members(send("SRANDMEMBER k 20"))).hasSize(20);
    assertThat(members(send("SRANDMEMBER k 200"))).hasSize(200);
    assertThat(members(send("SRANDMEMBER k 1000"))).hasSize(300);
    assertThat(send("SRANDMEMBER k -1000").split(" ")).hasSize(1000);
    assertThat(send("SCARD k")).isEqualTo(":300");
  }

  @Test
  void anIntsetIsScannedInOneStep() {
    send("SADD k 3 1 2");
    assertThat(send("SSCAN k 0 COUNT 1")).isEqualTo("[0 [1 2 3]]");
    assertThat(send("SSCAN k 0 NOVALUES"))
        .isEqualTo("-ERR NOVALUES option can only be used in HSCAN");
  }
}
