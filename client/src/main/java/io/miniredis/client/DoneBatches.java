package io.miniredis.client;

import io.lettuce.core.protocol.CommandArgs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledges the jobs of one queue in groups: the first at once, and those that come while it is
 * under way together after it. So a lone one is never delayed, and many cost little.
 */
final class DoneBatches {
  private static final Logger LOG = LoggerFactory.getLogger(DoneBatches.class);
  private static final int MOST = 1000;

  private final CommandLink link;
  private final Consumer<HeldJob> lost;
  private final ReentrantLock lock = new ReentrantLock();
  private List<HeldJob> next = new ArrayList<>();
  private final ArrayDeque<List<HeldJob>> again = new ArrayDeque<>();
  private boolean underWay;
  private CompletableFuture<Void> quiet = CompletableFuture.completedFuture(null);

  /**
   * @param lost learns of jobs that could not be acknowledged
   */
  DoneBatches(CommandLink link, Consumer<HeldJob> lost) {
    this.link = link;
    this.lost = lost;
  }

  void done(HeldJob job) {
    List<HeldJob> batch;
    lock.lock();
    try {
      next.add(job);
      if (underWay) {
        return;
      }
      underWay = true;
      quiet = new CompletableFuture<>();
      batch = take();
    } finally {
      lock.unlock();
    }
    send(batch);
  }

  /** Completes when all that was done so far has been told to the server, or cannot be. */
  CompletableFuture<Void> quiet() {
    lock.lock();
    try {
      return quiet;
    } finally {
      lock.unlock();
    }
  }

  private List<HeldJob> take() {
    List<HeldJob> batch = next;
    if (batch.size() <= MOST) {
      next = new ArrayList<>();
      return batch;
    }
    next = new ArrayList<>(batch.subList(MOST, batch.size()));
    return new ArrayList<>(batch.subList(0, MOST));
  }

  private void send(List<HeldJob> batch) {
    CommandArgs<byte[], byte[]> arguments = Request.arguments().addKey(batch.get(0).raw.key());
    for (HeldJob job : batch) {
      arguments.add(Lanes.key(job.raw.id()));
    }
    arguments.add("DELIVERY");
    for (HeldJob job : batch) {
      arguments.add(job.raw.deliveries());
    }
    link.send(new Request<>(Keyword.DONE, arguments, true, Replies::number))
        .whenComplete((count, problem) -> answered(batch, problem));
  }

  private void answered(List<HeldJob> batch, @Nullable Throwable problem) {
    List<HeldJob> following = List.of();
    CompletableFuture<Void> nothingLeft;
    lock.lock();
    try {
      if (problem != null) {
        again.addAll(again(batch, Connector.cause(problem)));
      }
      List<HeldJob> retry = again.poll();
      following = retry == null ? take() : retry;
      underWay = !following.isEmpty();
      nothingLeft = quiet;
    } finally {
      lock.unlock();
    }
    if (following.isEmpty()) {
      nothingLeft.complete(null);
    } else {
      send(following);
    }
  }

  /** What to try again of a refused batch; those that have no hope are told of. */
  private List<List<HeldJob>> again(List<HeldJob> batch, Throwable problem) {
    Throwable cause =
        problem instanceof QueueConnectionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    if (!(cause instanceof NotLeasedException notLeased) || batch.size() == 1) {
      batch.forEach(job -> hopeless(job, problem));
      return List.of();
    }
    Set<String> ids = new HashSet<>(notLeased.ids());
    List<HeldJob> others = new ArrayList<>(batch);
    others.removeIf(job -> ids.contains(job.raw.id()));
    if (others.size() == batch.size()) { // ids that cannot be told apart in the error's text
      return batch.stream().map(List::of).toList();
    }
    batch.stream().filter(job -> ids.contains(job.raw.id())).forEach(job -> hopeless(job, problem));
    return others.isEmpty() ? List.of() : List.of(others);
  }

  private void hopeless(HeldJob job, Throwable problem) {
    LOG.debug("job {} of {} was not acknowledged: {}", job.raw.id(), job.queue, problem.toString());
    lost.accept(job);
  }
}
