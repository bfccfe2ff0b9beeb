package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on a sorted set and on a plain model of one, which must agree throughout. */
class SortedSetModelTest {
  private static final class Model {
    final Map<String, Double> scores = new HashMap<>();
    final TreeMap<Element, String> order = new TreeMap<>();

    void put(String member, double score) {
      remove(member);
      scores.put(member, score);
      order.put(new Element(score, member), member);
    }

    void remove(String member) {
      Double old = scores.remove(member);
      if (old != null) {
        order.remove(new Element(old, member));
      }
    }

    List<Element> elements() {
      return new ArrayList<>(order.keySet());
    }
  }

  private record Element(double score, String member) implements Comparable<Element> {
    @Override
    public int compareTo(Element other) {
      int c = Double.compare(score, other.score);
      return c != 0 ? c : member.compareTo(other.member); // ASCII: the order of the bytes
    }
  }

  private final ValueLimits limits = new ValueLimits();
  private SortedSetValue set = new SortedSetValue(limits);
  private final Model model = new Model();
  private Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {10, 130, 300, 5_000, 40_000})
  void agreesWithTheModel(int members) {
    long seed = System.nanoTime();
    System.out.println("SortedSetModelTest seed " + seed + " members " + members);
    random = new Random(seed);
    int steps = Math.max(3_000, members * 3);
    for (int i = 0; i < steps; i++) {
      change(members);
      if (i % Math.max(1, steps / 300) == 0) {
        probe(members);
      }
      if (i % Math.max(1, steps / 20) == 0) {
        compareAll();
      }
    }
    compareAll();
    while (!set.isEmpty()) {
      removeSome();
    }
    compareAll();
  }

  @Test
  void agreesWithTheModelWhileElementsAreAppendedAndTakenFromTheFront() {
    for (int i = 0; i < 20_000; i++) {
      put(String.format("m%08d", i), Math.floorDiv(i, 3));
      if (i % 3 == 0 || i > 15_000) {
        removeRanks(0, Math.min(set.size(), 1 + i % 2));
      }
      if (i % 500 == 0) {
        compareAll();
      }
    }
    compareAll();
  }

  @Test
  void agreesWithTheModelWhileElementsArriveInDescendingOrder() {
    for (int i = 20_000; i > 0; i--) {
      put("m" + i, i);
      if (i % 4 == 0) {
        removeRanks(set.size() - 1, set.size());
      }
    }
    compareAll();
  }

  @Test
  void agreesWithTheModelWhenRangesAreCutOutOfEveryPlace() {
    long seed = System.nanoTime();
    System.out.println("SortedSetModelTest ranges seed " + seed);
    random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      for (int i = 0; i < 3_000; i++) {
        put("m" + random.nextInt(100_000), random.nextInt(500));
      }
      while (set.size() > 100) {
        int from = random.nextInt(set.size());
        removeRanks(from, Math.min(set.size(), from + random.nextInt(700)));
        SortedSetInvariants.check(set);
      }
      compareAll();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 3_000})
  void agreesWithTheModelOnRangesOfMembersAndOfScores(int members) {
    random = Seeds.random("ranges of members");
    for (int round = 0; round < 20; round++) {
      double score = score(); // all the same, as ranges of members need it
      TreeSet<String> model = new TreeSet<>();
      set = new SortedSetValue(limits);
      for (int i = 0; i < members; i++) {
        String member = member(members);
        model.add(member);
        set.put(Slice.of(member), score, 0);
      }
      while (!model.isEmpty()) {
        String a = member(members);
        String b = member(members);
        if (a.compareTo(b) < 0) {
          compareMembers(model, a, random.nextBoolean(), b, random.nextBoolean());
        }
      }
      assertThat(set.isEmpty()).isTrue();
    }
  }

  /** Reads a range of members both ways, and removes it one time in four; all at last. */
  private void compareMembers(
      TreeSet<String> model, String min, boolean minOut, String max, boolean maxOut) {
    LexBound low = new LexBound(LexBound.Kind.MEMBER, Slice.of(min), minOut);
    LexBound high = new LexBound(LexBound.Kind.MEMBER, Slice.of(max), maxOut);
    SortedSet<String> range = model.subSet(min, !minOut, max, !maxOut);
    List<String> expected = new ArrayList<>(range);
    assertThat(set.countMembers(low, high)).isEqualTo(expected.size());
    assertThat(names(set.members(low, high, false))).isEqualTo(expected);
    assertThat(names(set.members(low, high, true))).isEqualTo(expected.reversed());
    if (random.nextInt(4) == 0) {
      assertThat(set.removeMembers(low, high)).isEqualTo(expected.size());
      range.clear();
      SortedSetInvariants.check(set);
    } else if (random.nextInt(20) == 0) {
      ScoreRange all =
          new ScoreRange(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
      assertThat(set.removeScores(all)).isEqualTo(model.size());
      model.clear();
    }
  }

  private static List<String> names(SortedSetCursor cursor) {
    return read(cursor).stream().map(Element::member).toList();
  }

  private void change(int members) {
    String member = member(members);
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> {
        assertThat(set.remove(Slice.of(member))).isEqualTo(model.scores.containsKey(member));
        model.remove(member);
      }
      case 3 -> {
        if (random.nextInt(20) == 0) {
          removeSome();
        }
      }
      case 4, 5, 6 -> nudge(member);
      case 7 -> conditional(member);
      default -> put(member, score());
    }
  }

  private void nudge(String member) {
    Double old = model.scores.get(member);
    if (old != null) {
      put(member, old + (random.nextInt(3) - 1) * 0.25);
    }
  }

  private void conditional(String member) {
    int conditions = random.nextInt(16);
    double score = score();
    Double old = model.scores.get(member);
    int expected;
    if (old == null) {
      expected =
          (conditions & SortedSetValue.ONLY_KNOWN) != 0
              ? SortedSetValue.UNCHANGED
              : SortedSetValue.ADDED;
    } else {
      boolean refused =
          score == old
              || (conditions & SortedSetValue.ONLY_NEW) != 0
              || ((conditions & SortedSetValue.ONLY_GREATER) != 0 && score <= old)
              || ((conditions & SortedSetValue.ONLY_LESS) != 0 && score >= old);
      expected = refused ? SortedSetValue.UNCHANGED : SortedSetValue.UPDATED;
    }
    assertThat(set.put(Slice.of(member), score, conditions)).isEqualTo(expected);
    if (expected != SortedSetValue.UNCHANGED) {
      model.put(member, score);
    }
  }

  private void put(String member, double score) {
    Double old = model.scores.get(member);
    int expected =
        old == null
            ? SortedSetValue.ADDED
            : old == score ? SortedSetValue.UNCHANGED : SortedSetValue.UPDATED;
    assertThat(set.put(Slice.of(member), score, 0)).isEqualTo(expected);
    model.put(member, score);
  }

  private void removeSome() {
    int size = set.size();
    if (size == 0) {
      return;
    }
    int from = random.nextInt(size);
    int to = Math.min(size, from + 1 + random.nextInt(Math.max(1, size / 8)));
    removeRanks(from, to);
  }

  private void removeRanks(int from, int to) {
    List<Element> gone = model.elements().subList(from, to);
    set.removeRanks(from, to);
    gone.forEach(e -> model.remove(e.member()));
  }

  private void probe(int members) {
    List<Element> all = model.elements();
    String member = member(members);
    Double score = model.scores.get(member);
    assertThat(set.score(Slice.of(member))).isEqualTo(score == null ? (Double) Double.NaN : score);
    int rank = score == null ? -1 : all.indexOf(new Element(score, member));
    assertThat(set.rank(Slice.of(member))).isEqualTo(rank);
    double a = score();
    double b = score();
    ScoreRange range = new ScoreRange(a, random.nextBoolean(), b, random.nextBoolean());
    List<Element> within = all.stream().filter(e -> range.contains(e.score())).toList();
    assertThat(set.countScores(range)).isEqualTo(within.size());
    assertThat(read(set.scores(range, false))).isEqualTo(within);
    assertThat(read(set.scores(range, true))).isEqualTo(within.reversed());
    int from = random.nextInt(set.size() + 1);
    int to = from + random.nextInt(set.size() - from + 1);
    assertThat(read(set.ranks(from, to, false))).isEqualTo(all.subList(from, to));
    assertThat(read(set.ranks(from, to, true))).isEqualTo(all.subList(from, to).reversed());
  }

  private void compareAll() {
    SortedSetInvariants.check(set);
    assertThat(set.size()).isEqualTo(model.scores.size());
    assertThat(read(set.all())).isEqualTo(model.elements());
    SortedSetValue copy = set.copy();
    SortedSetInvariants.check(copy);
    assertThat(copy.encoding()).isEqualTo(set.encoding());
    assertThat(read(copy.all())).isEqualTo(model.elements());
    if (random.nextInt(10) == 0) {
      set = copy;
    }
  }

  private static List<Element> read(SortedSetCursor cursor) {
    List<Element> elements = new ArrayList<>();
    int expected = cursor.remaining();
    while (cursor.next()) {
      elements.add(new Element(cursor.score(), cursor.member().toString()));
    }
    assertThat(elements).hasSize(expected);
    return elements;
  }

  private String member(int members) {
    return "m" + random.nextInt(members);
  }

  private double score() {
    return switch (random.nextInt(12)) {
      case 0 -> Double.POSITIVE_INFINITY;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2, 3, 4 -> random.nextInt(10);
      default -> random.nextInt(4_000) / 4.0 - 500;
    };
  }
}
