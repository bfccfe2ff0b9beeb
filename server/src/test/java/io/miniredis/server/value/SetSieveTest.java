package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SetSieveTest {
  private final ValueLimits limits = new ValueLimits();

  private SetValue set(Iterable<String> members) {
    SetValue set = new SetValue(limits);
    members.forEach(m -> set.add(Slice.of(m)));
    return set;
  }

  private SetValue range(int from, int to, int step) {
    SetValue set = new SetValue(limits);
    for (int i = from; i < to; i += step) {
      set.add(Slice.of(Integer.toString(i)));
    }
    return set;
  }

  private static List<String> members(SetSieve sieve) {
    List<String> members = new ArrayList<>();
    while (sieve.next()) {
      members.add(sieve.member().toString());
    }
    return members;
  }

  private static SetSieve intersection(SetValue... sets) {
    return SetSieve.intersection(sets.clone(), new Slice());
  }

  private static SetSieve difference(SetValue first, SetValue... others) {
    return SetSieve.difference(first, others, new Slice());
  }

  @Test
  void numbersMeetInOrder() {
    limits.setMaxIntsetEntries = 10_000;
    SetValue threes = range(-3000, 3000, 3);
    SetValue sevens = range(0, 7000, 7);
    assertThat(threes.encoding()).isEqualTo("intset");
    assertThat(members(intersection(threes, sevens)))
        .containsExactlyElementsOf(members(intersection(range(0, 3000, 21))));
  }

  @Test
  void numbersThatLieApartShareNothing() {
    assertThat(members(intersection(range(0, 100, 1), range(100, 300, 1)))).isEmpty();
    assertThat(members(intersection(range(500, 600, 1), range(100, 300, 1)))).isEmpty();
    assertThat(members(difference(range(0, 4, 1), range(100, 300, 1))))
        .containsExactly("0", "1", "2", "3");
  }

  @Test
  void aSetMeetsItself() {
    SetValue set = range(0, 1000, 1);
    assertThat(members(intersection(set, set, set))).hasSize(1000);
    assertThat(members(difference(set, set))).isEmpty();
    assertThat(members(intersection(set))).hasSize(1000);
    assertThat(members(difference(set))).hasSize(1000);
  }

  @Test
  void anEmptySetLeavesNothingOrEverything() {
    SetValue empty = new SetValue(limits);
    SetValue set = range(0, 1000, 1);
    assertThat(members(intersection(set, empty))).isEmpty();
    assertThat(members(difference(set, empty))).hasSize(1000);
    assertThat(members(difference(empty, set))).isEmpty();
  }

  @Test
  void theResultOfNumbersBeginsAsNumbers() {
    SetValue numbers = range(0, 10, 1);
    SetValue words = set(List.of("a", "b"));
    assertThat(intersection(numbers, words).emptyResult(limits).encoding()).isEqualTo("listpack");
    assertThat(intersection(numbers, range(0, 5, 1)).emptyResult(limits).encoding())
        .isEqualTo("intset");
  }

  @RepeatedTest(20)
  void anyFormsAgreeWithAModel() {
    Random random = Seeds.random("sieve");
    for (int round = 0; round < 50; round++) {
      limits.setMaxIntsetEntries = random.nextBoolean() ? 512 : 5;
      int count = 1 + random.nextInt(4);
      List<Set<String>> models = new ArrayList<>();
      SetValue[] sets = new SetValue[count];
      for (int i = 0; i < count; i++) {
        models.add(someMembers(random));
        sets[i] = set(models.get(i));
      }
      Set<String> common = new HashSet<>(models.get(0));
      Set<String> rest = new HashSet<>(models.get(0));
      for (int i = 1; i < count; i++) {
        common.retainAll(models.get(i));
        rest.removeAll(models.get(i));
      }
      SetValue first = sets[0];
      SetValue[] others = Arrays.copyOfRange(sets, 1, count);
      assertThat(members(difference(first, others))).containsExactlyInAnyOrderElementsOf(rest);
      assertThat(members(intersection(sets))).containsExactlyInAnyOrderElementsOf(common);
    }
  }

  /** Numbers, words or both, few or many, near each other or far apart. */
  private static Set<String> someMembers(Random random) {
    Set<String> members = new LinkedHashSet<>();
    int n = 1 << random.nextInt(11);
    int bound = n << random.nextInt(4);
    int words = random.nextInt(3);
    for (int i = 0; i < n; i++) {
      int number = random.nextInt(bound) - bound / 8;
      members.add(words == 0 || (words == 1 && i > 0) ? "" + number : "m" + Math.abs(number));
    }
    return members;
  }
}
