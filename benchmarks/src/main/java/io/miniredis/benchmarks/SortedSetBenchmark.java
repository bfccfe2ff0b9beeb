package io.miniredis.benchmarks;

import io.miniredis.server.value.ScoreRange;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import io.miniredis.server.value.ValueLimits;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Operations on one sorted set of random scores, its members picked at random. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SortedSetBenchmark {
  private static final String MEMBER = "member:%07d";

  /** The number of members: packed, middling, large. */
  @Param({"100", "10000", "1000000"})
  public int members;

  private final SplittableRandom random = new SplittableRandom(42);
  private final Slice member = new Slice();
  private byte[] name = {};
  private SortedSetValue set = new SortedSetValue(new ValueLimits());

  /** Fills the set. */
  @Setup
  public void fill() {
    name = String.format(MEMBER, 0).getBytes(StandardCharsets.US_ASCII);
    set = new SortedSetValue(new ValueLimits());
    for (int i = 0; i < members; i++) {
      set.put(pick(i), random.nextInt(members), 0);
    }
  }

  private Slice pick(int number) {
    int n = number;
    for (int i = name.length - 1; i >= name.length - 7; i--) {
      name[i] = (byte) ('0' + n % 10);
      n /= 10;
    }
    return member.wrap(name, 0, name.length);
  }

  /** Gives a member a score anywhere else: ZADD. */
  @Benchmark
  public int rescore() {
    return set.put(pick(random.nextInt(members)), random.nextInt(members), 0);
  }

  /** Moves a member a little: ZINCRBY. */
  @Benchmark
  public int increment() {
    Slice m = pick(random.nextInt(members));
    return set.put(m, set.score(m) + 1e-6, 0);
  }

  /** Removes a member and adds it again: ZREM and ZADD. */
  @Benchmark
  public int removeAndAdd() {
    Slice m = pick(random.nextInt(members));
    set.remove(m);
    return set.put(m, random.nextInt(members), 0);
  }

  /** Looks a score up: ZSCORE. */
  @Benchmark
  public double score() {
    return set.score(pick(random.nextInt(members)));
  }

  /** Tells a rank: ZRANK. */
  @Benchmark
  public int rank() {
    return set.rank(pick(random.nextInt(members)));
  }

  /** Reads ten elements from a score on: ZRANGEBYSCORE with LIMIT. */
  @Benchmark
  public double rangeByScore() {
    ScoreRange range =
        new ScoreRange(random.nextInt(members), false, Double.POSITIVE_INFINITY, false);
    SortedSetCursor c = set.scores(range, false);
    c.limit(0, 10);
    double sum = 0;
    while (c.next()) {
      sum += c.score() + c.member().length();
    }
    return sum;
  }
}
