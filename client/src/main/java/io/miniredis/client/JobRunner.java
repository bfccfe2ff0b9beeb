package io.miniredis.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the handler of a {@link Worker}, and tells the server how that ended. */
final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final int LONGEST_ERROR = 1000;

  private final CommandLink link;
  private final HeldJobs held;
  private final WorkerOptions options;
  private final Body body;
  private final ConcurrentHashMap<String, DoneBatches> batches = new ConcurrentHashMap<>();
  private final Set<Request<?>> untold = ConcurrentHashMap.newKeySet();

  /** The handler with its codecs around it. */
  interface Body {
    /** The result to acknowledge the job with, or null for none. */
    byte @Nullable [] run(RawJob job) throws Exception;
  }

  JobRunner(CommandLink link, HeldJobs held, WorkerOptions options, Body body) {
    this.link = link;
    this.held = held;
    this.options = options;
    this.body = body;
  }

  /** Deals with a job in the calling thread. Throws nothing that the handler throws. */
  void run(HeldJob job) {
    long start = System.nanoTime();
    options.listener().started(job.queue, job.raw.id());
    byte[] result = null;
    Throwable failure = null;
    try {
      result = body.run(job.raw);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    if (job.end()) { // it was not given back meanwhile
      ended(job, result, failure, System.nanoTime() - start);
    }
    held.remove(job); // after it has been told, so that there is no moment at which all seems done
  }

  private void ended(
      HeldJob job, byte @Nullable [] result, @Nullable Throwable failure, long nanos) {
    if (failure == null) {
      options.listener().succeeded(job.queue, job.raw.id(), nanos);
      succeeded(job, result);
    } else {
      options.listener().failed(job.queue, job.raw.id(), nanos, failure);
      failed(job, failure);
    }
  }

  /** Whether all that did not go well has been told. */
  boolean isIdle() {
    return untold.isEmpty();
  }

  private void succeeded(HeldJob job, byte @Nullable [] result) {
    if (job.lost) {
      return;
    }
    if (result == null) {
      batches.computeIfAbsent(job.queue, queue -> new DoneBatches(link, this::lost)).done(job);
    } else {
      tell(job, Acknowledgements.done(job.raw.key(), job.raw.id(), job.raw.deliveries(), result));
    }
  }

  private void failed(HeldJob job, Throwable failure) {
    LOG.debug("job {} of {} failed", job.raw.id(), job.queue, failure);
    if (job.lost) {
      return;
    }
    FailOptions how;
    try {
      how = options.retry().afterFailure(job.raw.deliveries(), failure);
    } catch (RuntimeException e) {
      LOG.warn("the retry policy failed, the queue's is used", e);
      how = FailOptions.defaults();
    }
    if (how.error() == null) {
      how = how.error(text(failure));
    }
    tell(job, Acknowledgements.fail(job.raw.key(), job.raw.id(), job.raw.deliveries(), how));
  }

  /** Gives jobs back in the order they had, as if not handed out, but those that have ended. */
  void release(List<HeldJob> jobs) {
    List<Request<String>> requests = new ArrayList<>(jobs.size());
    for (int i = jobs.size() - 1; i >= 0; i--) {
      HeldJob job = jobs.get(i);
      held.remove(job);
      if (job.end() && !job.lost) {
        options.listener().released(job.queue, job.raw.id());
        requests.add(
            told(job, Acknowledgements.release(job.raw.key(), job.raw.id(), job.raw.deliveries())));
      }
    }
    if (!requests.isEmpty()) {
      link.sendAll(requests);
    }
  }

  private void tell(HeldJob job, Request<?> request) {
    link.send(told(job, request));
  }

  private <R> Request<R> told(HeldJob job, Request<R> request) {
    untold.add(request);
    request.result.whenComplete(
        (answer, problem) -> {
          untold.remove(request);
          if (problem != null) {
            LOG.debug("job {} of {}: {}", job.raw.id(), job.queue, problem.toString());
            lost(job);
          }
        });
    return request;
  }

  private void lost(HeldJob job) {
    options.listener().leaseLost(job.queue, job.raw.id());
  }

  /** Completes when the server has been told all that ended so far. */
  CompletableFuture<Void> quiet() {
    CompletableFuture<?>[] all =
        Stream.concat(
                untold.stream().map(request -> request.result),
                batches.values().stream().map(DoneBatches::quiet))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all).exceptionally(told -> null);
  }

  private static String text(Throwable failure) {
    String text = failure.toString();
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
  }
}
