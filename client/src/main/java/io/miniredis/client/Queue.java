package io.miniredis.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A queue, in calls that wait: cheap on virtual threads. Python's {@code asyncio.Queue} gives names
 * and rules; {@link #async} has the same calls as futures.
 *
 * <p>Delivery is at least once. A job that a consumer got is leased to it. Unless it is
 * acknowledged ({@link #taskDone}), failed ({@link #fail}) or prolonged ({@link #extend}) before
 * the lease runs out, it goes to another.
 *
 * <p>Calls that declare {@link InterruptedException} are taken off the server when interrupted, and
 * the turn goes to the next in line. The others end as soon as the server answers. Each throws a
 * {@link QueueConnectionException} if the connection was lost when the command was under way, and
 * it is not one that may run twice; {@link QueueTimeoutException} if the server did not answer in
 * time; {@link QueueCommandException} for an error of the server that is not named here.
 *
 * @param <T> the type of the payloads
 */
public final class Queue<T> {
  private final AsyncQueue<T> async;

  Queue(AsyncQueue<T> async) {
    this.async = async;
  }

  /** The same queue, in futures. */
  public AsyncQueue<T> async() {
    return async;
  }

  /** The key that it has at the server. */
  public String name() {
    return async.name();
  }

  /**
   * The same queue, its jobs leased to this consumer for so long.
   *
   * @param lease to the millisecond, at least one
   */
  public Queue<T> withLease(Duration lease) {
    if (lease.toMillis() < 1) {
      throw new IllegalArgumentException("a lease must be at least 1 ms, was " + lease);
    }
    return new Queue<>(async.lease(lease.toMillis()));
  }

  /**
   * The same queue, its jobs done as soon as they are handed out: at most once. A job is lost if
   * this program or its connection ends before it was dealt with.
   */
  public Queue<T> atMostOnce() {
    return new Queue<>(async.lease(0));
  }

  /**
   * Creates the queue, unless it exists with the same options.
   *
   * @throws QueueCommandException if it exists with others, or is a key of another type
   */
  public void create(QueueOptions options) {
    await(async.create(options));
  }

  // ---- put

  /**
   * Puts a job; waits while the queue is full.
   *
   * @return the job's id
   * @throws QueueShutDownException if the queue is shut down, now or while this waits
   * @throws QueueCodecException if the payload cannot be written
   * @throws InterruptedException if interrupted before the job found place
   */
  public String put(T payload) throws InterruptedException {
    return put(payload, PutOptions.defaults());
  }

  /** As {@link #put(Object)}. */
  public String put(T payload, PutOptions options) throws InterruptedException {
    return awaitPut(async.start(payload, options));
  }

  /**
   * As {@link #put(Object)}, waiting so long at most.
   *
   * @throws QueueFullException if there was no place in time
   */
  public String put(T payload, PutOptions options, Duration timeout) throws InterruptedException {
    return awaitPut(async.start(payload, options, timeout));
  }

  /**
   * Puts a job now.
   *
   * @return the job's id
   * @throws QueueFullException if there is no place
   * @throws QueueShutDownException if the queue is shut down
   */
  public String putNowait(T payload) {
    return await(async.putNowait(payload));
  }

  /** As {@link #putNowait(Object)}. */
  public String putNowait(T payload, PutOptions options) {
    return await(async.putNowait(payload, options));
  }

  /**
   * Puts jobs, all at once, in this order; waits until there is place for all of them.
   *
   * @return their ids
   * @throws QueueShutDownException if the queue is shut down, now or while this waits
   * @throws QueueCommandException if there can never be place for so many
   */
  public List<String> putAll(Collection<? extends T> payloads) throws InterruptedException {
    return putAll(payloads, PutOptions.defaults());
  }

  /** As {@link #putAll(Collection)}. The options are those of each job, and have no id. */
  public List<String> putAll(Collection<? extends T> payloads, PutOptions options)
      throws InterruptedException {
    return awaitPut(async.startAll(payloads, options));
  }

  /**
   * Puts jobs now: all of them, or none.
   *
   * @return their ids
   * @throws QueueFullException if there is no place for all
   * @throws QueueShutDownException if the queue is shut down
   */
  public List<String> putAllNowait(Collection<? extends T> payloads, PutOptions options) {
    return await(async.putAllNowait(payloads, options));
  }

  // ---- get

  /**
   * The next job; waits while there is none.
   *
   * @throws QueueShutDownException if the queue is shut down and has no job left
   * @throws NoSuchQueueException if the queue was deleted while this waited
   * @throws QueueCodecException if the payload cannot be read; the job has failed then
   * @throws InterruptedException if interrupted before a job came
   */
  public Job<T> get() throws InterruptedException {
    return awaitInterruptibly(async.get());
  }

  /**
   * As {@link #get()}, waiting so long at most.
   *
   * @throws QueueEmptyException if no job came in time
   */
  public Job<T> get(Duration timeout) throws InterruptedException {
    return awaitInterruptibly(async.get(timeout));
  }

  /** As {@link #get()}: at least one job, and as many more as are ready, up to so many. */
  public List<Job<T>> getBatch(int most) throws InterruptedException {
    return awaitInterruptibly(async.getBatch(most));
  }

  /**
   * As {@link #getBatch(int)}, waiting so long at most.
   *
   * @throws QueueEmptyException if no job came in time
   */
  public List<Job<T>> getBatch(int most, Duration timeout) throws InterruptedException {
    return awaitInterruptibly(async.getBatch(most, timeout));
  }

  /**
   * The next job, now.
   *
   * @throws QueueEmptyException if none is ready
   * @throws QueueShutDownException if the queue is shut down and has no job left
   * @throws QueueCodecException if the payload cannot be read; the job has failed then
   */
  public Job<T> getNowait() {
    return await(async.getNowait());
  }

  /** As many jobs as are ready now, up to so many; an empty list if none is. */
  public List<Job<T>> getBatchNowait(int most) {
    return await(async.getBatchNowait(most));
  }

  // ---- what has become of a job

  /**
   * The job is done, and gone.
   *
   * @throws NotLeasedException if it is not this delivery any more, or done already
   */
  public void taskDone(Job<?> job) {
    await(async.taskDone(job));
  }

  /** As {@link #taskDone(Job)}, with a result that {@link #result} tells those who wait for it. */
  public void taskDone(Job<?> job, byte[] result) {
    await(async.taskDone(job, result));
  }

  /**
   * All these jobs are done. If one of them is not leased to the caller, none of its queue's is
   * acknowledged.
   *
   * @throws NotLeasedException if so; it names them
   */
  public void taskDone(Collection<? extends Job<?>> jobs) {
    await(async.taskDone(jobs));
  }

  /**
   * The attempt failed: the job gets another one when the queue's backoff says, or is dead after
   * the last.
   *
   * @return where the job is now
   * @throws NotLeasedException if it is not this delivery any more, or done already
   */
  public JobState fail(Job<?> job) {
    return await(async.fail(job));
  }

  /** As {@link #fail(Job)}. */
  public JobState fail(Job<?> job, FailOptions options) {
    return await(async.fail(job, options));
  }

  /**
   * Gives a job back to the head of the queue, as if it had not been handed out.
   *
   * @throws NotLeasedException if it is not this delivery any more, or done already
   */
  public void release(Job<?> job) {
    await(async.release(job));
  }

  /**
   * A heartbeat: the lease ends so long from now, not when it would have.
   *
   * @param lease to the millisecond
   * @throws NotLeasedException if it is not this delivery any more, or done already
   */
  public void extend(Job<?> job, Duration lease) {
    await(async.extend(job, lease));
  }

  // ---- the queue as a whole

  /**
   * Waits until every job that was put is done, or given up as dead.
   *
   * @throws NoSuchQueueException if there is no such queue yet, or it was deleted while this waited
   * @throws InterruptedException if interrupted before
   */
  public void join() throws InterruptedException {
    awaitInterruptibly(async.join());
  }

  /** As {@link #join()}, waiting so long at most; false if that was not long enough. */
  public boolean join(Duration timeout) throws InterruptedException {
    return awaitInterruptibly(async.join(timeout));
  }

  /**
   * What a job came to: the result that it was acknowledged with. Waits until it is done, so long
   * at most.
   *
   * @return the result; empty if the job is not done in time, was done without one, or is unknown
   * @throws JobDeadException if the job was given up
   */
  public Optional<byte[]> result(String id, Duration timeout) throws InterruptedException {
    return awaitInterruptibly(async.result(id, timeout));
  }

  /**
   * Ends the queue: it takes no more jobs, and puts that wait fail with {@link
   * QueueShutDownException}. The jobs it has are still given out; once there are none, gets fail
   * too.
   *
   * @param immediate throws the jobs away that are not handed out yet
   * @throws NoSuchQueueException if there is no such queue yet
   */
  public void shutdown(boolean immediate) {
    await(async.shutdown(immediate));
  }

  /** How many jobs are ready or delayed; 0 if there is no such queue. */
  public long size() {
    return await(async.size());
  }

  /** To operate the queue and to look into it. */
  public QueueAdmin<T> admin() {
    return new QueueAdmin<>(async);
  }

  // ---- waiting

  static <R> R await(CompletableFuture<R> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw rethrown(e);
    }
  }

  static <R> R awaitInterruptibly(CompletableFuture<R> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (InterruptedException e) {
      future.cancel(true);
      throw e;
    }
  }

  /** An interrupted put says how it ended: the thread stays interrupted if it came through. */
  private static <R> R awaitPut(PutLane.Putter<R> putter) throws InterruptedException {
    try {
      return putter.get();
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (InterruptedException e) {
      putter.giveUp();
      R answer;
      try {
        answer = putter.join();
      } catch (CompletionException | CancellationException notPut) {
        e.addSuppressed(notPut);
        throw e;
      }
      Thread.currentThread().interrupt();
      return answer;
    }
  }

  /** A new exception of the same class, so that its trace is the caller's. */
  private static RuntimeException rethrown(Exception wrapper) {
    Throwable cause = wrapper.getCause();
    if (cause instanceof QueueException problem) {
      return Replies.again(problem);
    }
    return cause instanceof RuntimeException unexpected
        ? unexpected
        : new QueueException(String.valueOf(cause), cause);
  }
}
