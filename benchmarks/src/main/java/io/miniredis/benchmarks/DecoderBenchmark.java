package io.miniredis.benchmarks;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
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

/** Time to decode one command of a pipeline of 64, and to look at each of its arguments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecoderBenchmark {
  private static final int PIPELINE = 64;

  /** The command, its arguments parted by blanks; {@code #} is the number of the command. */
  @Param({
    "PING",
    "GET key:00000000#",
    "SET key:00000000# xxx",
    "SET key:00000000# long",
    "ZADD zset:0000000# 17 member:0000#",
    "MSET k1 v1 k2 v2 k3 v3 k4 v4 k5 v5 k6 v6 k7 v7 k8 v8 k9 v9 k10 v10"
  })
  public String command = "";

  /** How the commands are written: {@code multibulk}, or {@code inline}. */
  @Param({"multibulk", "inline"})
  public String form = "";

  private final CommandDecoder decoder = new CommandDecoder();
  private byte[] pipeline = {};

  /** Encodes the pipeline. */
  @Setup
  public void encode() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < PIPELINE; i++) {
      String line =
          command.replace("#", Integer.toString(1000 + i)).replace("long", "v".repeat(300));
      if (form.equals("inline")) {
        out.append(line).append("\r\n");
        continue;
      }
      String[] arguments = line.split(" ", -1);
      out.append('*').append(arguments.length).append("\r\n");
      for (String argument : arguments) {
        out.append('$').append(argument.length()).append("\r\n").append(argument).append("\r\n");
      }
    }
    pipeline = out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Decodes a pipeline that has arrived whole. */
  @Benchmark
  @OperationsPerInvocation(PIPELINE)
  public int decode() throws ProtocolException {
    return decodeFrom(0, pipeline.length);
  }

  /** Decodes a pipeline that arrives in two reads, split within a command. */
  @Benchmark
  @OperationsPerInvocation(PIPELINE)
  public int decodeInTwoReads() throws ProtocolException {
    int sum = decodeFrom(0, pipeline.length / 2 + 3);
    return sum + decodeFrom(decoder.end(), pipeline.length);
  }

  private int decodeFrom(int from, int to) throws ProtocolException {
    int sum = 0;
    int at = from;
    while (decoder.decode(pipeline, at, to)) {
      at = decoder.end();
      for (int i = 0; i < decoder.argc(); i++) {
        sum += decoder.offset(i) + decoder.length(i);
      }
    }
    return sum;
  }
}
