package io.miniredis.server.net;

import com.sun.management.ThreadMXBean;
import io.miniredis.server.testing.TestClient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Measures what a server's only event loop allocates for commands that come over a socket. */
final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int MOST_ATTEMPTS = 20;
  private static final String MARK = "the-end-of-a-pipeline";

  private final TestClient client;
  private final long thread = eventLoop();

  Allocations(TestClient client) {
    this.client = client;
  }

  private static long eventLoop() {
    List<Long> found = new ArrayList<>();
    for (ThreadInfo info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (info != null && info.getThreadName().matches("mini-redis-\\d+-\\d+")) {
        found.add(info.getThreadId());
      }
    }
    if (found.size() != 1) {
      throw new IllegalStateException("expected one event loop, found " + found.size());
    }
    return found.getFirst();
  }

  /** The bytes that one command costs. */
  double bytesFor(int rounds, int few, String... command) {
    String bytes = TestClient.encode(command);
    return bytesFor(rounds, few, () -> bytes);
  }

  /** The bytes that each of these commands, which come one after the other, costs. */
  double bytesForAll(int rounds, int few, String... commands) {
    StringBuilder bytes = new StringBuilder();
    for (String command : commands) {
      bytes.append(TestClient.encode(command.split(" ")));
    }
    return bytesFor(rounds, few, bytes::toString) / commands.length;
  }

  /**
   * The bytes by which a pipeline gets more expensive with each more command: the least that were
   * seen, for others (timers, a read that came in two parts) can only add to them.
   *
   * @param rounds how many pipelines are sent for one measurement
   * @param few the number of commands in the shorter pipelines; the longer have twice as many
   */
  double bytesFor(int rounds, int few, Supplier<String> commands) {
    measure(rounds, few, commands);
    measure(rounds, 2 * few, commands);
    long shorter = Long.MAX_VALUE;
    long longer = Long.MAX_VALUE;
    for (int same = 0, i = 0; same < 2 && i < MOST_ATTEMPTS; i++) {
      long x = measure(rounds, few, commands);
      long y = measure(rounds, 2 * few, commands);
      same = x < shorter || y < longer ? 0 : same + 1;
      shorter = Math.min(shorter, x);
      longer = Math.min(longer, y);
    }
    return (double) (longer - shorter) / ((long) (rounds - 1) * few);
  }

  private long measure(int rounds, int count, Supplier<String> commands) {
    List<String> pipelines = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      StringBuilder pipeline = new StringBuilder();
      for (int j = 0; j < count; j++) {
        pipeline.append(commands.get());
      }
      pipelines.add(pipeline.append(TestClient.encode("PING", MARK)).toString());
    }
    run(pipelines.getFirst());
    long before = THREADS.getThreadAllocatedBytes(thread);
    pipelines.subList(1, rounds).forEach(this::run);
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }

  private void run(String pipeline) {
    client.writeRaw(pipeline);
    String reply = client.read();
    while (!reply.equals(MARK)) {
      reply = client.read();
    }
  }
}
