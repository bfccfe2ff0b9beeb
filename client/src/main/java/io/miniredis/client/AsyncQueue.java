package io.miniredis.client;

import io.lettuce.core.protocol.CommandArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A queue, in futures. They fail with the exceptions that the methods of {@link Queue} throw, and
 * complete on the client's network threads: what is chained to them must not block.
 *
 * <p>Cancelling a future that waits takes the wait off the server, and the turn goes to the next in
 * line. A job that came at the same moment goes back to the head of its queue; a put that found
 * place at the same moment stays.
 *
 * @param <T> the type of the payloads
 */
public final class AsyncQueue<T> {
  /** Stands for "the lease that the queue was created with". */
  static final long LEASE_OF_QUEUE = -1;

  private final Lanes lanes;
  private final CommandLink link;
  private final String name;
  private final byte[] key;
  private final Codec<T> codec;
  private final long leaseMillis;

  AsyncQueue(Lanes lanes, String name, Codec<T> codec, long leaseMillis) {
    this.lanes = lanes;
    this.link = lanes.waits().link();
    this.name = name;
    this.key = Lanes.key(name);
    this.codec = codec;
    this.leaseMillis = leaseMillis;
  }

  public String name() {
    return name;
  }

  Lanes lanes() {
    return lanes;
  }

  Codec<T> codec() {
    return codec;
  }

  AsyncQueue<T> lease(long millis) {
    return new AsyncQueue<>(lanes, name, codec, millis);
  }

  /** See {@link Queue#create}. */
  public CompletableFuture<Void> create(QueueOptions options) {
    return toVoid(link.send(Operations.create(key, options)));
  }

  // ---- put

  /** See {@link Queue#put(Object)}. */
  public CompletableFuture<String> put(T payload) {
    return put(payload, PutOptions.defaults());
  }

  /** See {@link Queue#put(Object, PutOptions)}. */
  public CompletableFuture<String> put(T payload, PutOptions options) {
    return start(payload, options);
  }

  /** See {@link Queue#put(Object, PutOptions, Duration)}. */
  public CompletableFuture<String> put(T payload, PutOptions options, Duration timeout) {
    return start(payload, options, timeout);
  }

  /** See {@link Queue#putNowait(Object)}. */
  public CompletableFuture<String> putNowait(T payload) {
    return putNowait(payload, PutOptions.defaults());
  }

  /** See {@link Queue#putNowait(Object, PutOptions)}. */
  public CompletableFuture<String> putNowait(T payload, PutOptions options) {
    return lanes.put(name).putNowait(Operations.put(key, encode(payload), options));
  }

  /** See {@link Queue#putAll(Collection)}. */
  public CompletableFuture<List<String>> putAll(Collection<? extends T> payloads) {
    return putAll(payloads, PutOptions.defaults());
  }

  /** See {@link Queue#putAll(Collection, PutOptions)}. */
  public CompletableFuture<List<String>> putAll(
      Collection<? extends T> payloads, PutOptions options) {
    return startAll(payloads, options);
  }

  /** See {@link Queue#putAllNowait}. */
  public CompletableFuture<List<String>> putAllNowait(
      Collection<? extends T> payloads, PutOptions options) {
    return payloads.isEmpty()
        ? CompletableFuture.completedFuture(List.of())
        : lanes.put(name).putNowait(Operations.putAll(key, encodeAll(payloads), options));
  }

  PutLane.Putter<String> start(T payload, PutOptions options) {
    return lanes.put(name).put(Operations.put(key, encode(payload), options));
  }

  PutLane.Putter<List<String>> startAll(Collection<? extends T> payloads, PutOptions options) {
    PutLane lane = lanes.put(name);
    return payloads.isEmpty()
        ? PutLane.Putter.done(lane, List.of())
        : lane.put(Operations.putAll(key, encodeAll(payloads), options));
  }

  PutLane.Putter<String> start(T payload, PutOptions options, Duration timeout) {
    PutLane.Putter<String> putter = start(payload, options);
    Runnable stop = lanes.waits().timer().after(timeout.toNanos(), putter::giveUp);
    putter.whenComplete((answer, problem) -> stop.run());
    return putter;
  }

  private List<byte[]> encodeAll(Collection<? extends T> payloads) {
    List<byte[]> encoded = new ArrayList<>(payloads.size());
    for (T payload : payloads) {
      encoded.add(encode(payload));
    }
    return encoded;
  }

  private byte[] encode(T payload) {
    try {
      return codec.encode(payload);
    } catch (Exception e) {
      throw new QueueCodecException("a payload for " + name + " cannot be written", e);
    }
  }

  // ---- get

  /** See {@link Queue#get()}. */
  public CompletableFuture<Job<T>> get() {
    return getFrom(List.of(name));
  }

  /** See {@link Queue#get(Duration)}. */
  public CompletableFuture<Job<T>> get(Duration timeout) {
    return emptyAfter(get(), timeout);
  }

  /** See {@link Queue#getBatch(int)}. */
  public CompletableFuture<List<Job<T>>> getBatch(int most) {
    return decoded(lanes.get(List.of(name), leaseMillis).take(atLeastOne(most)), this::decodeAll);
  }

  /** See {@link Queue#getBatch(int, Duration)}. */
  public CompletableFuture<List<Job<T>>> getBatch(int most, Duration timeout) {
    return emptyAfter(getBatch(most), timeout);
  }

  /** See {@link Queue#getNowait()}. */
  public CompletableFuture<Job<T>> getNowait() {
    return decoded(
        takeNowait(1),
        jobs -> {
          if (jobs.isEmpty()) {
            throw new QueueEmptyException("no job is ready in " + name);
          }
          return decode(jobs.get(0));
        });
  }

  /** See {@link Queue#getBatchNowait}. */
  public CompletableFuture<List<Job<T>>> getBatchNowait(int most) {
    return decoded(takeNowait(atLeastOne(most)), this::decodeAll);
  }

  CompletableFuture<Job<T>> getFrom(List<String> names) {
    return decoded(lanes.get(names, leaseMillis).take(1), jobs -> decode(jobs.get(0)));
  }

  private CompletableFuture<List<RawJob>> takeNowait(int most) {
    CommandArgs<byte[], byte[]> arguments =
        GetLane.arguments(List.of(key), most, leaseMillis).add("NOWAIT");
    return link.send(new Request<>(Keyword.GET, arguments, true, Replies::jobs));
  }

  /** A future of what the jobs are read as; jobs that come after it was cancelled go back. */
  private <R> CompletableFuture<R> decoded(
      CompletableFuture<List<RawJob>> raw, Function<List<RawJob>, R> reader) {
    CompletableFuture<R> decoded = new CompletableFuture<>();
    raw.whenComplete(
        (jobs, problem) -> {
          if (problem != null) {
            decoded.completeExceptionally(Connector.cause(problem));
            return;
          }
          R read;
          try {
            read = reader.apply(jobs);
          } catch (QueueException e) {
            decoded.completeExceptionally(e);
            return;
          }
          if (!decoded.complete(read)) {
            lanes.giveBack(jobs);
          }
        });
    decoded.whenComplete(
        (read, problem) -> {
          if (problem != null && !raw.isDone()) {
            raw.cancel(false);
          }
        });
    return decoded;
  }

  private List<Job<T>> decodeAll(List<RawJob> raw) {
    List<Job<T>> jobs = new ArrayList<>(raw.size());
    QueueCodecException unreadable = null;
    for (RawJob job : raw) {
      try {
        jobs.add(decode(job));
      } catch (QueueCodecException e) {
        unreadable = e;
      }
    }
    if (jobs.isEmpty() && unreadable != null) {
      throw unreadable;
    }
    return jobs;
  }

  /**
   * One that cannot be read has failed: its next attempt may be elsewhere, and they are counted.
   */
  private Job<T> decode(RawJob job) {
    try {
      return job.decode(codec);
    } catch (QueueCodecException e) {
      if (leaseMillis != 0) {
        link.send(
            Acknowledgements.fail(
                job.key(),
                job.id(),
                job.deliveries(),
                FailOptions.defaults().error(e.getMessage() + ": " + e.getCause())));
      }
      throw e;
    }
  }

  private <R> CompletableFuture<R> emptyAfter(CompletableFuture<R> future, Duration timeout) {
    Runnable stop =
        lanes
            .waits()
            .timer()
            .after(
                timeout.toNanos(),
                () ->
                    future.completeExceptionally(
                        new QueueEmptyException(
                            "no job came to " + name + " in " + timeout.toMillis() + " ms")));
    future.whenComplete((read, problem) -> stop.run());
    return future;
  }

  private static int atLeastOne(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at least one job must be wanted, was " + most);
    }
    return most;
  }

  // ---- what has become of a job

  /** See {@link Queue#taskDone(Job)}. */
  public CompletableFuture<Void> taskDone(Job<?> job) {
    return taskDone(List.of(job));
  }

  /** See {@link Queue#taskDone(Job, byte[])}. */
  public CompletableFuture<Void> taskDone(Job<?> job, byte[] result) {
    return toVoid(link.send(Acknowledgements.done(key(job), job.id(), job.deliveries(), result)));
  }

  /** See {@link Queue#taskDone(Collection)}. */
  public CompletableFuture<Void> taskDone(Collection<? extends Job<?>> jobs) {
    Map<String, List<Job<?>>> byQueue = new LinkedHashMap<>();
    for (Job<?> job : jobs) {
      byQueue.computeIfAbsent(job.queue(), queue -> new ArrayList<>()).add(job);
    }
    List<Request<Long>> requests = new ArrayList<>(byQueue.size());
    byQueue.forEach((queue, done) -> requests.add(Acknowledgements.done(Lanes.key(queue), done)));
    if (!requests.isEmpty()) {
      link.sendAll(requests);
    }
    return CompletableFuture.allOf(
        requests.stream().map(request -> request.result).toArray(CompletableFuture<?>[]::new));
  }

  /** See {@link Queue#fail(Job)}. */
  public CompletableFuture<JobState> fail(Job<?> job) {
    return fail(job, FailOptions.defaults());
  }

  /** See {@link Queue#fail(Job, FailOptions)}. */
  public CompletableFuture<JobState> fail(Job<?> job, FailOptions options) {
    return link.send(Acknowledgements.fail(key(job), job.id(), job.deliveries(), options))
        .thenApply(Operations::state);
  }

  /** See {@link Queue#release}. */
  public CompletableFuture<Void> release(Job<?> job) {
    return toVoid(link.send(Acknowledgements.release(key(job), job.id(), job.deliveries())));
  }

  /** See {@link Queue#extend}. */
  public CompletableFuture<Void> extend(Job<?> job, Duration lease) {
    return toVoid(
        link.send(Acknowledgements.extend(key(job), job.id(), job.deliveries(), lease.toMillis())));
  }

  private static byte[] key(Job<?> job) {
    return Lanes.key(job.queue());
  }

  private static CompletableFuture<Void> toVoid(CompletableFuture<?> future) {
    return future.thenApply(ignored -> null);
  }

  // ---- the queue as a whole

  /** See {@link Queue#join()}. */
  public CompletableFuture<Void> join() {
    return toVoid(waiting(Operations.join(key)));
  }

  /** See {@link Queue#join(Duration)}. */
  public CompletableFuture<Boolean> join(Duration timeout) {
    return waiting(Operations.join(key), timeout, false);
  }

  /** See {@link Queue#result(String, Duration)}. */
  public CompletableFuture<Optional<byte[]>> result(String id, Duration timeout) {
    return waiting(Operations.result(key, id), timeout, Optional.empty());
  }

  private <R> CompletableFuture<R> waiting(Request<R> request) {
    ServerWait<R> wait = ServerWait.start(lanes.waits(), request);
    CompletableFuture<R> answer = wait.result().copy();
    answer.whenComplete((read, problem) -> wait.cancel());
    return answer;
  }

  private <R> CompletableFuture<R> waiting(Request<R> request, Duration timeout, R late) {
    CompletableFuture<R> answer = waiting(request);
    return answer.completeOnTimeout(late, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** See {@link Queue#size}. */
  public CompletableFuture<Long> size() {
    return link.send(Operations.number(Keyword.LEN, Request.arguments().addKey(key)));
  }

  /** See {@link Queue#shutdown}. */
  public CompletableFuture<Void> shutdown(boolean immediate) {
    return toVoid(link.send(Operations.shutdown(key, immediate)));
  }
}
