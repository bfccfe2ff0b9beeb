package io.miniredis.server.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that use a server at the same time, each with a connection and random numbers of its own.
 * The seed is printed. All begin together; when one fails, or the workers are done, all end. Hands
 * that do not end in time are taken for a deadlock and shown.
 */
public final class Crew {
  private static final int DEADLINE_SECONDS = 60;

  /** What one thread does, with its own connection. */
  @FunctionalInterface
  public interface Task {
    void run(TestClient client, Random random) throws Exception;
  }

  private final TestServer server;
  private final long seed = System.nanoTime();
  private final List<Thread> workers = new ArrayList<>();
  private final List<Thread> watchers = new ArrayList<>();
  private final CountDownLatch begin = new CountDownLatch(1);
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  public Crew(TestServer server) {
    this.server = server;
    System.out.println("seed " + seed + ": " + caller());
  }

  private static String caller() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(2).findFirst())
        .map(StackWalker.StackFrame::toString)
        .orElse("");
  }

  /** Adds threads that do this so many times each. */
  public Crew work(int threads, int times, Task task) {
    for (int i = 0; i < threads; i++) {
      workers.add(
          thread(
              (client, random) -> {
                for (int n = 0; n < times && !over.get(); n++) {
                  task.run(client, random);
                }
              }));
    }
    return this;
  }

  /** Adds threads that do this as long as the others work. */
  public Crew watch(int threads, Task task) {
    for (int i = 0; i < threads; i++) {
      watchers.add(
          thread(
              (client, random) -> {
                do {
                  task.run(client, random);
                } while (!over.get());
              }));
    }
    return this;
  }

  private Thread thread(Task task) {
    TestClient client = server.client();
    Random random = new Random(seed + workers.size() * 1000L + watchers.size());
    return new Thread(
        () -> {
          try {
            begin.await();
            task.run(client, random);
          } catch (Throwable e) {
            // an assertion says more than what it led to in other threads
            failure.updateAndGet(f -> f == null || e instanceof AssertionError ? e : f);
            over.set(true);
          }
        },
        "crew");
  }

  /** Lets all begin, and waits for their end. */
  public void run() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    workers.forEach(Thread::start);
    watchers.forEach(Thread::start);
    begin.countDown();
    workers.forEach(thread -> join(thread, deadline));
    over.set(true);
    watchers.forEach(thread -> join(thread, deadline));
    Throwable e = failure.get();
    if (e != null) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private static void join(Thread thread, long deadline) {
    try {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (thread.isAlive()) {
      StringBuilder dump = new StringBuilder("not done after " + DEADLINE_SECONDS + " s:\n");
      for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
        dump.append(info);
      }
      throw new AssertionError(dump.toString());
    }
  }
}
