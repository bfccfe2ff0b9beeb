package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedSetValueTest {
  private final ValueLimits limits = new ValueLimits();
  private final SortedSetValue set = new SortedSetValue(limits);

  private int put(String member, double score) {
    return set.put(Slice.of(member), score, 0);
  }

  private void fill(int elements, int from) {
    for (int i = from; i < from + elements; i++) {
      put(String.format("m%06d", i), i);
    }
  }

  private static List<String> read(SortedSetCursor cursor) {
    List<String> members = new ArrayList<>();
    while (cursor.next()) {
      members.add(cursor.member().toString());
    }
    return members;
  }

  private static LexBound at(String member) {
    return new LexBound(LexBound.Kind.MEMBER, Slice.of(member), false);
  }

  private static LexBound past(String member) {
    return new LexBound(LexBound.Kind.MEMBER, Slice.of(member), true);
  }

  @Nested
  class Encoding {
    @Test
    void isListpackUpToTheLimitAndSkiplistBehindItForGood() {
      fill(128, 0);
      assertThat(set.encoding()).isEqualTo("listpack");
      put("m000003", 99.5);
      assertThat(set.encoding()).isEqualTo("listpack");
      fill(1, 128);
      assertThat(set.encoding()).isEqualTo("skiplist");
      set.removeRanks(0, 120);
      assertThat(set.encoding()).isEqualTo("skiplist");
    }

    @Test
    void turnsWithTheFirstLongMember() {
      put("x".repeat(64), 1);
      assertThat(set.encoding()).isEqualTo("listpack");
      put("y".repeat(65), 2);
      assertThat(set.encoding()).isEqualTo("skiplist");
      assertThat(set.size()).isEqualTo(2);
    }

    @Test
    void staysWhenALongMemberIsRefused() {
      put("a", 1);
      assertThat(set.put(Slice.of("y".repeat(65)), 2, SortedSetValue.ONLY_KNOWN))
          .isEqualTo(SortedSetValue.UNCHANGED);
      assertThat(set.encoding()).isEqualTo("listpack");
    }

    @Test
    void followsWhatIsExpected() {
      set.expect(129, 1);
      assertThat(set.encoding()).isEqualTo("skiplist");
      SortedSetValue small = new SortedSetValue(limits);
      small.expect(128, 64);
      assertThat(small.encoding()).isEqualTo("listpack");
      small.put(Slice.of("a"), 1, 0);
      small.expect(128, 65);
      assertThat(small.encoding()).isEqualTo("listpack");
      small.expect(129, 1);
      assertThat(small.encoding()).isEqualTo("skiplist");
      assertThat(read(small.all())).containsExactly("a");
    }
  }

  @Nested
  class Order {
    @Test
    void isByScoreThenByUnsignedBytes() {
      put("\u00e9", 1);
      put("z", 1);
      put("a", 2);
      put("", 1);
      put("zz", 1);
      put("b", Double.NEGATIVE_INFINITY);
      assertThat(read(set.ranks(0, 4, false))).containsExactly("b", "", "z", "zz");
      assertThat(set.rank(Slice.of("\u00e9"))).isEqualTo(4);
      assertThat(set.rank(Slice.of("a"))).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void takesZeroAndMinusZeroForEqual(int others) {
      fill(others, 10);
      put("b", 0.0);
      put("c", -0.0);
      put("a", 0.0);
      assertThat(put("b", -0.0)).isEqualTo(SortedSetValue.UNCHANGED);
      assertThat(read(set.ranks(0, 3, false))).containsExactly("a", "b", "c");
      assertThat(set.countScores(new ScoreRange(-0.0, false, -0.0, false))).isEqualTo(3);
      assertThat(set.countScores(new ScoreRange(-0.0, true, 5, false))).isZero();
    }
  }

  @Test
  void onlyALargeSetKnowsMinusZero() {
    put("a", -0.0);
    assertThat(set.score(Slice.of("a"))).hasToString("0.0");
    fill(200, 1);
    put("b", -0.0);
    assertThat(set.score(Slice.of("b"))).hasToString("-0.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 500})
  void putToldNotToChangesNothing(int size) {
    fill(size, 0);
    Slice known = Slice.of("m000003");
    assertThat(set.put(known, 9, SortedSetValue.ONLY_NEW)).isEqualTo(SortedSetValue.UNCHANGED);
    assertThat(set.put(known, 2, SortedSetValue.ONLY_GREATER)).isEqualTo(SortedSetValue.UNCHANGED);
    assertThat(set.put(known, 4, SortedSetValue.ONLY_LESS)).isEqualTo(SortedSetValue.UNCHANGED);
    assertThat(set.put(Slice.of("new"), 4, SortedSetValue.ONLY_KNOWN))
        .isEqualTo(SortedSetValue.UNCHANGED);
    assertThat(set.score(known)).isEqualTo(3);
    assertThat(set.score(Slice.of("new"))).isNaN();
    assertThat(set.put(known, 4, SortedSetValue.ONLY_GREATER)).isEqualTo(SortedSetValue.UPDATED);
    assertThat(set.put(known, 2, SortedSetValue.ONLY_LESS)).isEqualTo(SortedSetValue.UPDATED);
    assertThat(set.score(known)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000})
  void rangesOfScoresHaveOpenAndClosedEnds(int size) {
    fill(size, 0);
    assertThat(read(set.scores(new ScoreRange(3, false, 5, false), false)))
        .containsExactly("m000003", "m000004", "m000005");
    assertThat(read(set.scores(new ScoreRange(3, true, 5, true), false)))
        .containsExactly("m000004");
    assertThat(read(set.scores(new ScoreRange(3, false, 5, true), true)))
        .containsExactly("m000004", "m000003");
    assertThat(set.countScores(new ScoreRange(5, false, 3, false))).isZero();
    assertThat(
            set.countScores(
                new ScoreRange(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true)))
        .isEqualTo(size);
    assertThat(set.removeScores(new ScoreRange(10, true, 1e300, false))).isEqualTo(size - 11);
    assertThat(set.removeScores(new ScoreRange(10, true, 1e300, false))).isZero();
    assertThat(set.size()).isEqualTo(11);
    SortedSetInvariants.check(set);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000})
  void rangesOfMembersHaveOpenAndClosedEnds(int size) {
    for (int i = 0; i < size; i++) {
      put(String.format("m%06d", i), 0);
    }
    assertThat(read(set.members(at("m000003"), at("m000005"), false)))
        .containsExactly("m000003", "m000004", "m000005");
    assertThat(read(set.members(past("m000003"), past("m000005"), true)))
        .containsExactly("m000004");
    assertThat(read(set.members(LexBound.FIRST, at("m0000010"), false)))
        .containsExactly("m000000", "m000001");
    assertThat(set.countMembers(LexBound.FIRST, LexBound.LAST)).isEqualTo(size);
    assertThat(set.countMembers(LexBound.LAST, LexBound.FIRST)).isZero();
    assertThat(set.countMembers(at("m000005"), at("m000003"))).isZero();
    assertThat(set.removeMembers(past("m000003"), LexBound.LAST)).isEqualTo(size - 4);
    assertThat(read(set.all())).containsExactly("m000000", "m000001", "m000002", "m000003");
  }

  @Nested
  class Cursor {
    @ParameterizedTest
    @ValueSource(ints = {100, 1000})
    void limitSkipsAndCuts(int size) {
      fill(size, 0);
      SortedSetCursor c = set.all();
      c.limit(2, 3);
      assertThat(c.remaining()).isEqualTo(3);
      assertThat(read(c)).containsExactly("m000002", "m000003", "m000004");
      c = set.ranks(0, 10, true);
      c.limit(8, -1);
      assertThat(read(c)).containsExactly("m000001", "m000000");
      c = set.all();
      c.limit(-1, 5);
      assertThat(c.next()).isFalse();
      c = set.all();
      c.limit(Long.MAX_VALUE, Long.MAX_VALUE);
      assertThat(c.next()).isFalse();
      c = set.all();
      c.limit(0, 0);
      assertThat(c.next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000})
    void movesToAnyRank(int size) {
      fill(size, 0);
      SortedSetCursor c = set.all();
      for (int rank : new int[] {7, size - 1, 0, 42, 42}) {
        c.moveTo(rank);
        assertThat(c.next()).isTrue();
        assertThat(c.score()).isEqualTo(rank);
        assertThat(c.next()).isFalse();
      }
    }
  }

  @Test
  void scanReportsEveryElementThatStays() {
    fill(3_000, 0);
    TreeSet<String> seen = new TreeSet<>();
    long cursor = 0;
    int round = 0;
    do {
      cursor = set.scan(cursor, (member, score) -> seen.add(member.toString()));
      fill(5, 10_000 + 5 * round++);
    } while (cursor != 0);
    for (int i = 0; i < 3_000; i++) {
      assertThat(seen).contains(String.format("m%06d", i));
    }
  }

  @Test
  void scanOfAPackedSetReportsAllInOrder() {
    fill(100, 0);
    List<Double> seen = new ArrayList<>();
    assertThat(set.scan(0, (member, score) -> seen.add(score))).isZero();
    assertThat(seen).hasSize(100).isSorted();
  }

  @Test
  void copyIsIndependent() {
    fill(500, 0);
    SortedSetValue copy = set.copy();
    copy.put(Slice.of("m000001"), 1000, 0);
    copy.remove(Slice.of("m000002"));
    assertThat(set.score(Slice.of("m000001"))).isEqualTo(1);
    assertThat(set.score(Slice.of("m000002"))).isEqualTo(2);
    assertThat(copy.rank(Slice.of("m000001"))).isEqualTo(498);
  }

  @Test
  void aScoreChangesInItsRecord() {
    fill(1_000, 0);
    IndexedSortedSet indexed = (IndexedSortedSet) set.form();
    byte[] before = indexed.find(Slice.of("m000500"));
    put("m000500", 3.5);
    assertThat(indexed.find(Slice.of("m000500"))).isSameAs(before);
    assertThat(set.rank(Slice.of("m000500"))).isEqualTo(4);
    SortedSetInvariants.check(set);
  }

  @Test
  void bytesGrowAndShrinkWithTheElements() {
    long empty = set.bytes();
    fill(20_000, 0);
    long full = set.bytes();
    // a record of 16 + 1 + 1 + 7 + 8 bytes = 40, at least 12 of the tree and 5 of the table
    assertThat(full).isBetween(20_000L * 57, 20_000L * 75);
    set.removeRanks(0, 20_000);
    assertThat(set.isEmpty()).isTrue();
    assertThat(set.bytes()).isLessThan(empty + 1_000);
  }

  @Nested
  class Builder {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128, 129, 5_000})
    void sortsWhatItGathered(int size) {
      long seed = System.nanoTime();
      System.out.println("SortedSetValueTest builder seed " + seed);
      Random random = new Random(seed);
      SortedSetBuilder builder = new SortedSetBuilder();
      for (int i = 0; i < size; i++) {
        Slice member = Slice.of("m" + i);
        double score = random.nextInt(50);
        builder.add(member, score);
        if (i % 2 == 0) {
          builder.merge(member, 0.5, Double::sum);
        }
        put("m" + i, i % 2 == 0 ? score + 0.5 : score);
      }
      assertThat(builder.size()).isEqualTo(size);
      assertThat(read(builder.elements())).isEqualTo(read(set.all()));
      SortedSetValue built = builder.build(limits);
      SortedSetInvariants.check(built);
      assertThat(built.encoding()).isEqualTo(set.encoding());
      assertThat(read(built.all())).isEqualTo(read(set.all()));
    }

    @Test
    void forgetsWhatIsRemoved() {
      SortedSetBuilder builder = new SortedSetBuilder();
      builder.add(Slice.of("x".repeat(100)), 1);
      builder.merge(Slice.of("a"), 2, Double::sum);
      builder.remove(Slice.of("x".repeat(100)));
      builder.remove(Slice.of("none"));
      SortedSetValue built = builder.build(limits);
      assertThat(built.encoding()).isEqualTo("listpack");
      assertThat(read(built.all())).containsExactly("a");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33, 34, 99, 100, 101})
  void samplesAreDifferentRanks(int count) {
    fill(100, 0);
    int[] drawn = set.sample(count, new Random(7));
    assertThat(drawn).hasSize(Math.min(100, count)).doesNotHaveDuplicates();
    assertThat(IntStream.of(drawn)).allMatch(i -> i >= 0 && i < 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 15})
  void samplesFavourNoRank(int count) {
    fill(20, 0);
    long seed = System.nanoTime();
    System.out.println("SortedSetValueTest sampling seed " + seed);
    Random random = new Random(seed);
    int[] times = new int[20];
    for (int i = 0; i < 20_000; i++) {
      for (int number : set.sample(count, random)) {
        times[number]++;
      }
    }
    double expected = 20_000.0 * count / 20;
    assertThat(IntStream.of(times)).allMatch(t -> Math.abs(t - expected) < 6 * Math.sqrt(expected));
  }
}
