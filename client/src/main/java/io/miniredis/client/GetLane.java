package io.miniredis.client;

import io.lettuce.core.protocol.CommandArgs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All who wait here for jobs of the same queues with the same lease: together they are one waiting
 * Q.GET at the server, which asks for as many jobs as they want. Jobs go to them first come, first
 * served. One that goes away passes its turn on: the job that was meant for it goes to the next, or
 * back to the head of the queue if there is none.
 */
final class GetLane {
  private static final int MOST = 1000;

  private final Waits waits;
  private final List<byte[]> keys;
  private final long leaseMillis;
  private final Function<List<RawJob>, CompletableFuture<Void>> giveBack;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashSet<Taker> takers = new LinkedHashSet<>();
  private @Nullable ServerWait<List<RawJob>> wait;
  private CompletableFuture<Void> quiet = CompletableFuture.completedFuture(null);

  /**
   * @param leaseMillis negative for the queue's own
   * @param giveBack takes the jobs that nobody waits for any more, in the order they came
   */
  GetLane(
      Waits waits,
      List<byte[]> keys,
      long leaseMillis,
      Function<List<RawJob>, CompletableFuture<Void>> giveBack) {
    this.waits = waits;
    this.keys = keys;
    this.leaseMillis = leaseMillis;
    this.giveBack = giveBack;
  }

  /** At least one job and at most so many. The future may be cancelled or completed by others. */
  CompletableFuture<List<RawJob>> take(int most) {
    Taker taker = new Taker(most);
    lock.lock();
    try {
      takers.add(taker);
    } finally {
      lock.unlock();
    }
    ask();
    taker.whenComplete((jobs, problem) -> left(taker));
    return taker;
  }

  /** Completes when nothing waits at the server and what came too late is back there. */
  CompletableFuture<Void> quiet() {
    lock.lock();
    try {
      return quiet;
    } finally {
      lock.unlock();
    }
  }

  static CommandArgs<byte[], byte[]> arguments(List<byte[]> keys, int count, long leaseMillis) {
    CommandArgs<byte[], byte[]> arguments = Request.arguments().addKeys(keys);
    if (count != 1) {
      arguments.add("COUNT").add(count);
    }
    if (leaseMillis >= 0) {
      arguments.add("LEASE").add(leaseMillis);
    }
    return arguments;
  }

  /** Asks the server, unless it has been asked or nobody waits. */
  private void ask() {
    ServerWait<List<RawJob>> started;
    CompletableFuture<Void> over = new CompletableFuture<>();
    lock.lock();
    try {
      if (wait != null || takers.isEmpty()) {
        return;
      }
      started =
          ServerWait.start(
              waits,
              new Request<>(
                  Keyword.GET, arguments(keys, wanted(), leaseMillis), true, Replies::jobs));
      wait = started;
      quiet = over;
    } finally {
      lock.unlock();
    }
    started
        .result()
        .whenComplete(
            (jobs, problem) ->
                answered(jobs, problem).whenComplete((nothing, told) -> over.complete(null)));
  }

  private int wanted() {
    int count = 0;
    for (Taker taker : takers) {
      count += Math.min(taker.most, MOST - count);
      if (count >= MOST) {
        break;
      }
    }
    return count;
  }

  /** Completes when the jobs that nobody wants any more are back. */
  private CompletableFuture<Void> answered(
      @Nullable List<RawJob> jobs, @Nullable Throwable problem) {
    CompletableFuture<Void> givenBack = CompletableFuture.completedFuture(null);
    if (jobs == null) {
      failAll(Connector.cause(problem == null ? new NullPointerException() : problem));
      return givenBack;
    }
    List<RawJob> left = jobs;
    while (!left.isEmpty()) {
      Taker taker;
      lock.lock();
      try {
        Iterator<Taker> first = takers.iterator();
        taker = first.hasNext() ? first.next() : null;
        if (taker != null) {
          first.remove();
        }
      } finally {
        lock.unlock();
      }
      if (taker == null) {
        givenBack = giveBack.apply(left);
        break;
      }
      int count = Math.min(taker.most, left.size());
      if (taker.complete(left.subList(0, count))) {
        left = left.subList(count, left.size());
      }
    }
    lock.lock();
    try {
      wait = null;
    } finally {
      lock.unlock();
    }
    ask();
    return givenBack;
  }

  private void failAll(Throwable problem) {
    List<Taker> all;
    lock.lock();
    try {
      wait = null;
      all = new ArrayList<>(takers);
      takers.clear();
    } finally {
      lock.unlock();
    }
    for (Taker taker : all) {
      taker.completeExceptionally(problem);
    }
  }

  private void left(Taker taker) {
    ServerWait<List<RawJob>> useless = null;
    lock.lock();
    try {
      if (takers.remove(taker) && takers.isEmpty()) {
        useless = wait;
      }
    } finally {
      lock.unlock();
    }
    if (useless != null) {
      useless.cancel();
    }
  }

  private static final class Taker extends CompletableFuture<List<RawJob>> {
    final int most;

    Taker(int most) {
      this.most = most;
    }
  }
}
