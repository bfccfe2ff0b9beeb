package io.miniredis.benchmarks;

import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Operations on one table of records, its keys picked at random, beside a {@link HashMap}'s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RecordTableBenchmark {
  private static final String KEY = "key:%08d";
  private static final int STEPS = 100;
  private static final int GROWN = 100_000;

  /** The number of records: in the nearest cache, in the farthest, in none. */
  @Param({"1000", "100000", "4000000"})
  public int records;

  private final SplittableRandom random = new SplittableRandom(42);
  private final Slice key = new Slice();
  private final Slice value = Slice.of("a value of 22 bytes ..");
  private byte[] name = {};
  private RecordTable table = new RecordTable();
  private Map<String, byte[]> map = new HashMap<>();
  private long cursor;

  /** Fills the table and the map. */
  @Setup
  public void fill() {
    name = String.format(KEY, 0).getBytes(StandardCharsets.US_ASCII);
    table = new RecordTable();
    map = new HashMap<>();
    for (int i = 0; i < records; i++) {
      Slice k = pick(i);
      table.insert(Record.of(k, value), hash(k));
      map.put(String.format(KEY, i), value.toBytes());
    }
  }

  private Slice pick(int number) {
    int n = number;
    for (int i = name.length - 1; i >= name.length - 8; i--) {
      name[i] = (byte) ('0' + n % 10);
      n /= 10;
    }
    return key.wrap(name, 0, name.length);
  }

  private Slice pick() {
    return pick(random.nextInt(records));
  }

  private static long hash(Slice k) {
    return Hashing.hash(k.array(), k.offset(), k.length());
  }

  /** Finds a key: GET. */
  @Benchmark
  public @Nullable Object find() {
    return table.find(pick());
  }

  /** Finds a key as a program would have it without the table. */
  @Benchmark
  public byte @Nullable [] findInHashMap() {
    Slice k = pick();
    return map.get(new String(k.array(), StandardCharsets.ISO_8859_1));
  }

  /** Looks for a key that is not there. */
  @Benchmark
  public @Nullable Object miss() {
    return table.find(pick(records + random.nextInt(records)));
  }

  /** Removes a key and inserts it again: DEL and SET. */
  @Benchmark
  public long removeAndInsert() {
    Slice k = pick();
    long hash = hash(k);
    table.removeAt(table.locate(k.array(), k.offset(), k.length(), hash));
    return table.insert(Record.of(k, value), hash);
  }

  /** Fills a table from nothing, growth included; the time is that of one record. */
  @Benchmark
  @OperationsPerInvocation(GROWN)
  public RecordTable grow() {
    RecordTable growing = new RecordTable();
    for (int i = 0; i < GROWN; i++) {
      Slice k = pick(i);
      growing.insert(Record.of(k, value), hash(k));
    }
    return growing;
  }

  /** A hundred steps of a scan: SCAN. */
  @Benchmark
  public void scan(Blackhole seen) {
    for (int i = 0; i < STEPS; i++) {
      cursor = table.scan(cursor, seen::consume);
    }
  }

  /** An element at random: RANDOMKEY. */
  @Benchmark
  public @Nullable Object pickAtRandom() {
    return table.random(random);
  }
}
