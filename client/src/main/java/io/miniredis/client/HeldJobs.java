package io.miniredis.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that a {@link Worker} holds, and the heartbeat that prolongs their leases: all that are
 * due go out together.
 */
final class HeldJobs {
  private static final Logger LOG = LoggerFactory.getLogger(HeldJobs.class);

  /** Beats in the time of one lease: a lease that is two beats old is prolonged with the next. */
  private static final int BEATS = 5;

  private final Waits waits;
  private final WorkerListener listener;
  private final long leaseNanos;
  private final Set<HeldJob> jobs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger size = new AtomicInteger();
  private volatile boolean stopped;

  HeldJobs(Waits waits, WorkerOptions options) {
    this.waits = waits;
    this.listener = options.listener();
    this.leaseNanos = options.lease().toNanos();
  }

  int size() {
    return size.get();
  }

  List<HeldJob> all() {
    return List.copyOf(jobs);
  }

  List<HeldJob> add(List<RawJob> raw) {
    long now = System.nanoTime();
    List<HeldJob> added = new ArrayList<>(raw.size());
    for (RawJob each : raw) {
      added.add(new HeldJob(each, now));
    }
    jobs.addAll(added);
    size.addAndGet(added.size());
    return added;
  }

  void remove(HeldJob job) {
    if (jobs.remove(job)) {
      size.decrementAndGet();
    }
  }

  void start() {
    waits.timer().after(leaseNanos / BEATS, this::beat);
  }

  void stop() {
    stopped = true;
  }

  private void beat() {
    if (stopped) {
      return;
    }
    start();
    long now = System.nanoTime();
    List<Request<Long>> beats = new ArrayList<>();
    for (HeldJob job : jobs) {
      if (!job.lost && now - job.leasedAt >= leaseNanos * 2 / BEATS) {
        beats.add(beat(job, now));
      }
    }
    if (!beats.isEmpty()) {
      waits.link().sendAll(beats);
    }
  }

  private Request<Long> beat(HeldJob job, long now) {
    Request<Long> request =
        Acknowledgements.extend(
            job.raw.key(), job.raw.id(), job.raw.deliveries(), leaseNanos / 1_000_000);
    request.result.whenComplete(
        (millis, problem) -> {
          if (problem == null) {
            job.leasedAt = now;
          } else if (problem instanceof NotLeasedException && !job.hasEnded()) {
            LOG.warn("job {} of {} took longer than its lease", job.raw.id(), job.queue);
            job.lost = true;
            listener.leaseLost(job.queue, job.raw.id());
          }
        });
    return request;
  }
}
