package io.miniredis.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every acknowledged job is done, dead or still there, whatever happens to workers, connections,
 * the network and the server, which keeps what it acknowledged; and none is done twice unless its
 * lease ran out.
 *
 * <p>{@code -Dchaos.rounds=N} runs so many rounds instead of ten seconds of them, {@code
 * -Dchaos.seed=N} those that begin with a seed that was printed.
 */
class ChaosTest {
  private static final long BUDGET = TimeUnit.SECONDS.toNanos(10);
  private static final int AT_ONCE = 3;

  @TempDir Path folder;
  private final long seed = Long.getLong("chaos.seed", System.nanoTime());
  private final int rounds = Integer.getInteger("chaos.rounds", 0);
  private final AtomicInteger next = new AtomicInteger();
  private final ChaosCounts counts = new ChaosCounts();

  @Test
  @Timeout(value = 12, unit = TimeUnit.HOURS)
  void nothingThatWasAcknowledgedIsLost() throws Exception {
    long end = System.nanoTime() + BUDGET;
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      int lane = i;
      Files.createDirectory(folder.resolve(Integer.toString(lane)));
      lanes.add(CompletableFuture.runAsync(() -> lane(lane, end), Thread.ofPlatform()::start));
    }
    CompletableFuture.allOf(lanes.toArray(CompletableFuture<?>[]::new)).get();
    System.out.println("chaos.seed=" + seed + ", " + counts);
  }

  /** Rounds one after the other, on a server and a network of their own. */
  private void lane(int lane, long end) {
    try (ChaosServer server = new ChaosServer(folder.resolve(Integer.toString(lane)))) {
      while (rounds > 0 ? next.get() < rounds : System.nanoTime() < end) {
        int round = next.getAndIncrement();
        try {
          new ChaosRound(server, "chaos-" + round, seed + round, counts).run();
        } catch (Throwable e) {
          throw new AssertionError("chaos.seed=" + (seed + round), e);
        }
        counts.rounds.increment();
        if (rounds > 0 && counts.rounds.sum() % 100 == 0) {
          System.out.println(counts);
        }
      }
    }
  }
}
