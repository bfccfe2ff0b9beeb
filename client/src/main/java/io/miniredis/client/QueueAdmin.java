package io.miniredis.client;

import io.lettuce.core.protocol.CommandArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operates a queue and looks into it, in calls that end as soon as the server answers. They throw
 * as those of {@link Queue} do.
 *
 * @param <T> the type of the payloads
 */
public final class QueueAdmin<T> {
  private final CommandLink link;
  private final byte[] key;
  private final Codec<T> codec;

  QueueAdmin(AsyncQueue<T> queue) {
    this.link = queue.lanes().waits().link();
    this.key = Lanes.key(queue.name());
    this.codec = queue.codec();
  }

  private CommandArgs<byte[], byte[]> arguments() {
    return Request.arguments().addKey(key);
  }

  /**
   * What the queue is doing.
   *
   * @throws NoSuchQueueException if there is none
   */
  public QueueInfo info() {
    return Queue.await(link.send(new Request<>(Keyword.INFO, arguments(), true, QueueInfo::read)));
  }

  /**
   * Gives no jobs out until {@link #resume}. Jobs can be put and acknowledged as ever.
   *
   * @throws NoSuchQueueException if there is no such queue
   */
  public void pause() {
    Queue.await(link.send(Operations.text(Keyword.PAUSE, arguments())));
  }

  /**
   * Gives jobs out again.
   *
   * @throws NoSuchQueueException if there is no such queue
   */
  public void resume() {
    Queue.await(link.send(Operations.text(Keyword.RESUME, arguments())));
  }

  /**
   * Jobs in one state, none of them taken: ready ones in the order in which they will be given out,
   * delayed and leased ones in that of their times, dead ones in that of their deaths.
   *
   * @param start the first one, counted from 0
   * @param count how many at most
   */
  public List<JobInfo<T>> peek(JobState state, int start, int count) {
    CommandArgs<byte[], byte[]> arguments =
        arguments().add("STATE").add(state.name()).add(start).add(count);
    return Queue.await(link.send(new Request<>(Keyword.PEEK, arguments, true, this::jobs)));
  }

  private List<JobInfo<T>> jobs(@Nullable Object reply) {
    List<JobInfo<T>> jobs = new ArrayList<>();
    for (Object job : Replies.list(reply)) {
      jobs.add(JobInfo.read(job, codec));
    }
    return jobs;
  }

  /** A job by its id; empty if there is none, because it is done or never was. */
  public Optional<JobInfo<T>> job(String id) {
    return Queue.await(
        link.send(
            new Request<>(Keyword.JOB, arguments().add(Lanes.key(id)), true, reply -> job(reply))));
  }

  private Optional<JobInfo<T>> job(@Nullable Object reply) {
    return reply == null ? Optional.empty() : Optional.of(JobInfo.read(reply, codec));
  }

  /**
   * Makes a dead job ready again, as if it were new, or a delayed one ready at once.
   *
   * @return whether there was such a job
   */
  public boolean retry(String id) {
    return Queue.await(link.send(Operations.number(Keyword.RETRY, arguments().add(Lanes.key(id)))))
        > 0;
  }

  /** Makes all dead jobs ready again, and tells how many these were. */
  public long retryAll() {
    return Queue.await(link.send(Operations.number(Keyword.RETRY, arguments().add("ALL"))));
  }

  /** Removes all jobs that nobody has: ready, delayed and dead ones. Tells how many these were. */
  public long purge() {
    return Queue.await(link.send(Operations.number(Keyword.PURGE, arguments())));
  }

  /** Removes all jobs in a state, and tells how many these were. */
  public long purge(JobState state) {
    return Queue.await(
        link.send(Operations.number(Keyword.PURGE, arguments().add("STATE").add(state.name()))));
  }

  // ---- repeating jobs

  /**
   * Puts a job again and again, for the first time when so much time has passed. What was told
   * under the same name before is forgotten. None is put while the one before is neither done nor
   * dead.
   *
   * @param every to the millisecond
   * @throws QueueShutDownException if the queue is shut down
   */
  public void repeat(String name, Duration every, T payload) {
    repeat(name, "EVERY", Long.toString(every.toMillis()), payload);
  }

  /**
   * As {@link #repeat}, at times of the calendar.
   *
   * @param cron an expression of crontab(5) with five fields, in UTC: {@code 0 4 * * 1-5}
   * @throws QueueCommandException if it is no such expression
   */
  public void repeatByCron(String name, String cron, T payload) {
    repeat(name, "CRON", cron, payload);
  }

  private void repeat(String name, String how, String when, T payload) {
    byte[] bytes;
    try {
      bytes = codec.encode(payload);
    } catch (Exception e) {
      throw new QueueCodecException("the payload of " + name + " cannot be written", e);
    }
    CommandArgs<byte[], byte[]> arguments =
        arguments().add(Lanes.key(name)).add(how).add(when).add(bytes);
    Queue.await(link.send(Operations.text(Keyword.REPEAT, arguments)));
  }

  /** What is put again and again, in no order. */
  public List<RepeatInfo<T>> repeats() {
    return Queue.await(link.send(new Request<>(Keyword.REPEATS, arguments(), true, this::repeats)));
  }

  private List<RepeatInfo<T>> repeats(@Nullable Object reply) {
    List<RepeatInfo<T>> repeats = new ArrayList<>();
    for (Object repeat : Replies.list(reply)) {
      repeats.add(RepeatInfo.read(repeat, codec));
    }
    return repeats;
  }

  /**
   * Puts a job no more. One that was put already stays.
   *
   * @return whether there was such a name
   */
  public boolean unrepeat(String name) {
    return Queue.await(
            link.send(Operations.number(Keyword.UNREPEAT, arguments().add(Lanes.key(name)))))
        > 0;
  }
}
