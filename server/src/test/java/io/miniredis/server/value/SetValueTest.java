package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetValueTest {
  private final ValueLimits limits = new ValueLimits();
  private SetValue set = new SetValue(limits);

  private boolean add(String member) {
    return set.add(Slice.of(member));
  }

  /** As SADD does it. */
  private void addAll(String... members) {
    set.announce(Slice.of(members[0]), members.length);
    for (String member : members) {
      add(member);
    }
  }

  private static String[] numbers(int from, int count) {
    String[] numbers = new String[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Integer.toString(from + i);
    }
    return numbers;
  }

  private static List<String> members(SetValue set) {
    List<String> members = new ArrayList<>();
    Slice member = new Slice();
    for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
      members.add(set.member(p, member).toString());
    }
    return members;
  }

  @Test
  void aNewSetIsEmpty() {
    assertThat(set.isEmpty()).isTrue();
    assertThat(members(set)).isEmpty();
    assertThat(set.sample(3, new Random(1))).isEmpty();
    assertThat(set.contains(Slice.of("1"))).isFalse();
    assertThat(set.contains(Slice.of("a"))).isFalse();
  }

  @Test
  void wholeNumbersAreKeptInOrder() {
    addAll("3", "-1", "70000", "9223372036854775807", "-9223372036854775808", "3");
    assertThat(set.encoding()).isEqualTo("intset");
    assertThat(members(set))
        .containsExactly("-9223372036854775808", "-1", "3", "70000", "9223372036854775807");
    assertThat(set.contains(Slice.of("03"))).isFalse();
    assertThat(set.remove(Slice.of("3"))).isTrue();
    assertThat(set.remove(Slice.of("3"))).isFalse();
  }

  @Test
  void anotherMemberMakesAnArray() {
    addAll("2", "1", "a");
    assertThat(set.encoding()).isEqualTo("listpack");
    assertThat(members(set)).containsExactly("1", "2", "a");
    set.remove(Slice.of("a"));
    assertThat(set.encoding()).as("and it stays one").isEqualTo("listpack");
    assertThat(add("1")).isFalse();
  }

  @Test
  void anotherMemberAmongManyNumbersMakesATable() {
    addAll(numbers(0, 128));
    add("a");
    assertThat(set.encoding()).isEqualTo("hashtable");
  }

  @Test
  void tooManyNumbersMakeATable() {
    addAll(numbers(0, 512));
    assertThat(set.encoding()).isEqualTo("intset");
    add("512");
    assertThat(set.encoding()).isEqualTo("hashtable");
    assertThat(set.size()).isEqualTo(513);
  }

  @Test
  void tooManyMembersMakeATable() {
    add("a");
    for (String number : numbers(0, 127)) {
      add(number);
    }
    assertThat(set.encoding()).isEqualTo("listpack");
    assertThat(add("a")).isFalse();
    assertThat(set.encoding()).isEqualTo("listpack");
    add("one more");
    assertThat(set.encoding()).isEqualTo("hashtable");
  }

  @Test
  void aLongMemberMakesATable() {
    add("a".repeat(64));
    assertThat(set.encoding()).isEqualTo("listpack");
    add("a".repeat(65));
    assertThat(set.encoding()).isEqualTo("hashtable");
  }

  @Test
  void numbersLongerThanAMemberMayBeMakeATable() {
    limits.setMaxListpackValue = 3;
    addAll("1234", "a");
    assertThat(set.encoding()).isEqualTo("hashtable");
  }

  /**
   * Each line: limits 4 and 8, what is added by one command, the encoding then. Seen in Redis
   * 8.0.2.
   */
  @Test
  void theCountOfOneCommandChoosesTheFirstForm() {
    limits.setMaxIntsetEntries = 4;
    limits.setMaxListpackEntries = 8;
    String[][] lines = {
      {"1 2 3 4", "intset"},
      {"1 2 3 4 5", "listpack"},
      {"1 1 1 1 1", "listpack"},
      {"1 1 1 1 1 1 1 1 1", "hashtable"},
      {"1 2 3 a", "listpack"},
      {"a b c d e f g h", "listpack"},
      {"a b c d e f g h i", "hashtable"},
    };
    for (String[] line : lines) {
      set = new SetValue(limits);
      addAll(line[0].split(" "));
      assertThat(set.encoding()).as(line[0]).isEqualTo(line[1]);
    }
  }

  @Test
  void theCountOfALaterCommandMayMakeATableThoughNothingIsNew() {
    limits.setMaxIntsetEntries = 4;
    limits.setMaxListpackEntries = 8;
    add("1");
    addAll("1", "1", "1", "1");
    assertThat(set.encoding()).isEqualTo("intset");
    addAll("1", "1", "1", "1", "1");
    assertThat(set.encoding()).isEqualTo("hashtable");
    set = new SetValue(limits);
    add("a");
    addAll("a", "a", "a", "a", "a", "a", "a", "a");
    assertThat(set.encoding()).isEqualTo("listpack");
    addAll("a", "a", "a", "a", "a", "a", "a", "a", "a");
    assertThat(set.encoding()).isEqualTo("hashtable");
  }

  @Test
  void compactingMakesNumbersAnIntsetAgain() {
    addAll("5", "1", "a");
    set.compact();
    assertThat(set.encoding()).isEqualTo("listpack");
    set.remove(Slice.of("a"));
    set.compact();
    assertThat(set.encoding()).isEqualTo("intset");
    assertThat(members(set)).containsExactly("1", "5");
  }

  @Test
  void aPackedSetTakesNumbersToo() {
    set = SetValue.packed(limits);
    add("2");
    add("1");
    assertThat(set.encoding()).isEqualTo("listpack");
    assertThat(members(set)).containsExactly("2", "1");
  }

  @Test
  void theHeapSizeFollowsTheContents() {
    long empty = set.bytes();
    for (int i = 0; i < 10_000; i++) {
      add("member:" + i);
    }
    assertThat(set.bytes()).isBetween(10_000L * 24, 10_000L * 60);
    for (int i = 0; i < 10_000; i++) {
      set.remove(Slice.of("member:" + i));
    }
    assertThat(set.bytes()).isLessThan(empty + 1_000);
  }

  @Test
  void samplesAndPicksAreUniform() {
    Random random = new Random(20240607);
    for (String prefix : new String[] {"", "m", "member that is too long for the short array"}) {
      limits.setMaxListpackValue = 10;
      set = new SetValue(limits);
      int n = 60;
      for (int i = 0; i < n; i++) {
        add(prefix + i);
      }
      Map<String, Integer> counts = new HashMap<>();
      Slice member = new Slice();
      int rounds = 3000;
      for (int i = 0; i < rounds; i++) {
        counts.merge(set.member(set.random(random), member).toString(), 1, Integer::sum);
        int[] few = set.sample(4, random);
        int[] many = set.sample(25, random);
        assertThat(few).hasSize(4).doesNotHaveDuplicates();
        assertThat(many).hasSize(25).doesNotHaveDuplicates();
        for (int p : new int[] {few[0], few[3], many[0], many[24]}) {
          counts.merge(set.member(p, member).toString(), 1, Integer::sum);
        }
      }
      double expected = 5.0 * rounds / n;
      double chiSquare =
          counts.values().stream().mapToDouble(c -> (c - expected) * (c - expected)).sum()
              / expected;
      assertThat(counts).hasSize(n);
      assertThat(chiSquare).isLessThan(n - 1 + 5 * Math.sqrt(2.0 * (n - 1)));
    }
  }

  @Test
  void whatAScanShowsStaysUntilTheSetChanges() {
    addAll("10", "20", "30");
    List<Slice> seen = new ArrayList<>();
    set.scan(0, m -> seen.add(new Slice().wrap(m.array(), m.offset(), m.length())));
    assertThat(seen).extracting(Slice::toString).containsExactly("10", "20", "30");
  }

  @Test
  void aScanOfALargeSetReportsEveryMember() {
    for (int i = 0; i < 5000; i++) {
      add("m" + i);
    }
    Set<String> seen = new LinkedHashSet<>();
    long cursor = 0;
    int steps = 0;
    do {
      cursor = set.scan(cursor, m -> seen.add(m.toString()));
      steps++;
    } while (cursor != 0);
    assertThat(seen).hasSize(5000);
    assertThat(steps).isGreaterThan(500);
  }

  @Test
  void behavesAsASetOfStrings() {
    Random random = Seeds.random("SetValueTest.model");
    for (int round = 0; round < 300; round++) {
      limits.setMaxIntsetEntries = random.nextInt(3) * 100;
      limits.setMaxListpackEntries = random.nextInt(3) * 50;
      set = new SetValue(limits);
      Set<String> model = new LinkedHashSet<>();
      int words = random.nextInt(3) == 0 ? 0 : random.nextInt(300);
      int shift = random.nextInt(60);
      for (int op = 0; op < 1000; op++) {
        String member =
            random.nextInt(500) < words
                ? "w".repeat(random.nextInt(80))
                : Long.toString((random.nextInt(200) - 100L) << (random.nextInt(9) * shift / 9));
        Slice slice = new Slice();
        byte[] b = ("-" + member + "9").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        slice.wrap(b, 1, b.length - 2);
        switch (random.nextInt(5)) {
          case 0, 1 -> assertThat(set.add(slice)).isEqualTo(model.add(member));
          case 2 -> assertThat(set.remove(slice)).isEqualTo(model.remove(member));
          case 3 -> assertThat(set.contains(slice)).isEqualTo(model.contains(member));
          default -> {
            if (!set.isEmpty()) {
              int p = set.random(random);
              assertThat(model.remove(set.member(p, slice).toString())).isTrue();
              set.removeAt(p);
            }
          }
        }
        assertThat(set.size()).isEqualTo(model.size());
      }
      assertThat(members(set)).containsExactlyInAnyOrderElementsOf(model);
      SetValue copy = set.copy();
      assertThat(copy.encoding()).isEqualTo(set.encoding());
      copy.add(Slice.of("only in the copy"));
      assertThat(members(copy)).hasSize(model.size() + 1);
      assertThat(members(set)).containsExactlyInAnyOrderElementsOf(model);
    }
  }
}
