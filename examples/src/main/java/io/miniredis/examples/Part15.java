package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.cpuPool;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.runInExecutor;

import io.miniredis.async.Async;
import io.miniredis.async.Future;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Part 15: calculations on all cores: sums of ranges. */
final class Part15 implements Example {
  private static final long STEP = 20_000_000;

  private static long sum(long from, long to, Set<Thread> threads) {
    threads.add(Thread.currentThread());
    long sum = 0;
    for (long i = from; i < to; i++) {
      sum += i;
    }
    return sum;
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Async.run(
        () -> {
          List<Future<Long>> sums = new ArrayList<>();
          for (long i = 0; i < 8; i++) {
            long from = i * STEP;
            sums.add(runInExecutor(cpuPool(), () -> sum(from, from + STEP, threads)));
          }
          long total = 0;
          for (long sum : await(gather(sums))) {
            out.println("a range gave " + sum);
            total += sum;
          }
          out.println("the sum of all: " + total);
          out.println("threads used: " + threads.size());
        });
  }
}
