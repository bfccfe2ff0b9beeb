package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.value.SortedSetNode.Leaf;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The search for a score in a node, beside one that looks at every score. */
class SortedSetNodeTest {
  private static final double[] SPECIAL = {
    Double.NEGATIVE_INFINITY,
    -Double.MAX_VALUE,
    -1,
    -Double.MIN_NORMAL,
    -Double.MIN_VALUE,
    -0.0,
    0.0,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    1,
    Math.nextUp(1),
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY
  };

  @Test
  void findsWhereAScoreBelongsWhateverTheScoresAre() {
    Random random = Seeds.random("scores of a node");
    for (int round = 0; round < 5_000; round++) {
      Leaf leaf = leaf(random);
      for (int i = 0; i < 10; i++) {
        double score = score(random);
        assertThat(leaf.below(score, false))
            .as("below %s in %s", score, Arrays.toString(leaf.scores))
            .isEqualTo(count(leaf, score, false));
        assertThat(leaf.below(score, true))
            .as("up to %s in %s", score, Arrays.toString(leaf.scores))
            .isEqualTo(count(leaf, score, true));
      }
    }
  }

  @Test
  void findsWhereARecordBelongsAmongEqualScores() {
    Random random = Seeds.random("records of a node");
    for (int round = 0; round < 2_000; round++) {
      Leaf leaf = leaf(random);
      double score = score(random);
      byte[] record = record(random.nextInt(100));
      int expected =
          (int)
              IntStream.range(0, leaf.n)
                  .filter(
                      i ->
                          leaf.scores[i] < score
                              || (leaf.scores[i] == score
                                  && SortedSetNode.compareKeys(leaf.record(i), record) <= 0))
                  .count();
      assertThat(leaf.upTo(score, record)).isEqualTo(expected);
    }
  }

  private static Leaf leaf(Random random) {
    Leaf leaf = new Leaf(SortedSetNode.CAPACITY);
    int n = random.nextInt(SortedSetNode.CAPACITY + 1);
    double[] scores = random.doubles(n).map(d -> score(random)).toArray();
    Arrays.sort(scores); // -0.0 before 0.0, though they are equal
    for (int from = 0, i = 0; i < n; i++) {
      from = i > 0 && scores[i] == scores[i - 1] ? from + 1 : 0;
      leaf.open(i, 1);
      leaf.scores[i] = scores[i];
      leaf.records[i] = record(from * 3);
    }
    return leaf;
  }

  private static byte[] record(int number) {
    return IndexedSortedSet.record(Slice.of("m%03d".formatted(number)), 0);
  }

  private static double score(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1 -> random.nextInt(8) - 4;
      case 2 -> random.nextGaussian();
      default -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62)); // never NaN
    };
  }

  private static int count(Leaf leaf, double score, boolean orEqual) {
    return (int)
        Arrays.stream(leaf.scores, 0, leaf.n)
            .filter(s -> s < score || (orEqual && s == score))
            .count();
  }
}
