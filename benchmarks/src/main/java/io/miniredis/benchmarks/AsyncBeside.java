package io.miniredis.benchmarks;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.Awaitable;
import io.miniredis.async.Coroutine;
import io.miniredis.async.Event;
import io.miniredis.async.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The async library's part of {@code benchmarks/async-beside-asyncio}: what {@code async/beside.py}
 * measures in CPython. One measure a process, so that its peak memory is its own.
 *
 * <p>Usage: {@code AsyncBeside MEASURE}. Prints the figures, one a line: name, tab, value.
 */
public final class AsyncBeside {
  private static final int ROUNDS = 3;
  private static final int WARM_UP_ROUNDS = 3;

  private AsyncBeside() {}

  /** A measure: what happens in a second. */
  interface Rate {
    double measure();
  }

  private static Map<String, Rate> rates() {
    Map<String, Rate> rates = new TreeMap<>();
    rates.put("switches", () -> switches(1000, 1000));
    rates.put("pair", () -> switches(2, 250_000));
    rates.put("queue", () -> queue(1_000_000, 1000));
    rates.put("echo", () -> StreamRates.echo(20_000));
    rates.put("part17", () -> StreamRates.part17(50, 1000, 1));
    rates.put("part17pipelined", () -> StreamRates.part17(50, 5000, 20));
    return rates;
  }

  /** Runs the measure that the argument names. */
  public static void main(String[] args) {
    String name = args.length == 1 ? args[0] : "";
    Rate rate = rates().get(name);
    if (name.equals("sleeps")) {
      // The JIT compiler sees some of it before, as it does in a program that has run a while.
      for (int i = 0; i < 40; i++) {
        sleeps(20_000, Duration.ofMillis(1));
      }
      print("sleeps_seconds", "%.3f", sleeps(100_000, Duration.ofSeconds(1)));
      print("sleeps_peak_mb", "%.0f", peakMegabytes());
    } else if (name.equals("million")) {
      for (int i = 0; i < 40; i++) {
        alive(20_000);
      }
      print("million_seconds", "%.3f", alive(1_000_000));
      print("million_peak_mb", "%.0f", peakMegabytes());
    } else if (rate != null) {
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        rate.measure();
      }
      double best = 0;
      for (int i = 0; i < ROUNDS; i++) {
        best = Math.max(best, rate.measure());
      }
      print(name, "%.0f", best);
    } else {
      System.err.println("usage: AsyncBeside sleeps|million|" + String.join("|", rates().keySet()));
      System.exit(2);
    }
  }

  private static void print(String name, String format, double value) {
    System.out.println(name + "\t" + String.format(java.util.Locale.ROOT, format, value));
  }

  private static double switches(int tasks, int each) {
    return Async.<Double>run(
        () -> {
          List<Awaitable<?>> all = new ArrayList<>();
          for (int i = 0; i < tasks; i++) {
            all.add(
                Coroutine.of(
                    () -> {
                      for (int n = 0; n < each; n++) {
                        sleep(0);
                      }
                    }));
          }
          return perSecond((double) tasks * each, all);
        });
  }

  private static double queue(int items, int maxsize) {
    return Async.<Double>run(
        () -> {
          Queue<Integer> queue = new Queue<>(maxsize);
          Coroutine<@Nullable Void> produce =
              Coroutine.of(
                  () -> {
                    for (int i = 0; i < items; i++) {
                      queue.put(i);
                    }
                  });
          Coroutine<@Nullable Void> consume =
              Coroutine.of(
                  () -> {
                    for (int i = 0; i < items; i++) {
                      queue.get();
                    }
                  });
          return perSecond(items, List.of(produce, consume));
        });
  }

  private static double perSecond(double count, List<? extends Awaitable<?>> coroutines) {
    long start = System.nanoTime();
    await(gather(coroutines));
    return count * 1e9 / (System.nanoTime() - start);
  }

  /** So many tasks that sleep at the same time; the seconds until all have ended. */
  private static double sleeps(int tasks, Duration time) {
    return Async.<Double>run(
        () -> {
          long start = System.nanoTime();
          List<Awaitable<Integer>> sleepers = new ArrayList<>(tasks);
          for (int i = 0; i < tasks; i++) {
            int number = i;
            sleepers.add(
                () -> {
                  sleep(time);
                  return number;
                });
          }
          if (await(gather(sleepers)).size() != tasks) {
            throw new AssertionError("results are missing");
          }
          return (System.nanoTime() - start) / 1e9;
        });
  }

  /**
   * So many tasks that all wait at the same time; the seconds from the first to the end of the
   * last.
   */
  private static double alive(int tasks) {
    return Async.<Double>run(
        () -> {
          long start = System.nanoTime();
          Event all = new Event();
          int[] alive = {0};
          List<Awaitable<Integer>> waiting = new ArrayList<>(tasks);
          for (int i = 0; i < tasks; i++) {
            waiting.add(
                () -> {
                  if (++alive[0] == tasks) {
                    all.set();
                  }
                  all.await();
                  return alive[0];
                });
          }
          for (int seen : await(gather(waiting))) {
            if (seen != tasks) {
              throw new AssertionError("only " + seen + " of " + tasks + " were alive at once");
            }
          }
          return (System.nanoTime() - start) / 1e9;
        });
  }

  /** The process's peak resident memory; 0 where the system does not tell. */
  private static double peakMegabytes() {
    Path status = Path.of("/proc/self/status");
    try {
      for (String line : Files.exists(status) ? Files.readAllLines(status) : List.<String>of()) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
    } catch (IOException unreadable) {
      System.err.println("no peak memory: " + unreadable);
    }
    return 0;
  }
}
