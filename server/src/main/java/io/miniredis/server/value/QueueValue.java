package io.miniredis.server.value;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue of jobs, as asyncio.Queue (PEP 3156) has it, with leases and retries beside.
 *
 * <p>A job that is here is ready, delayed, leased or dead; it is <i>unfinished</i> while it is none
 * of the dead. Putting, taking and ending a job take constant time, in queues of priorities O(log
 * n).
 *
 * <p>Time is told in ticks: milliseconds since the epoch, by a clock that is never set.
 */
public final class QueueValue extends Value {
  /** What clients wait for at a queue, each apart: {@link Value#serves}. */
  public static final int GET = 0;

  public static final int PUT = 1;
  public static final int JOIN = 2;
  public static final int RESULT = 3;

  public static final ValueType<QueueValue> TYPE =
      new ValueType<>(
          "queue",
          QueueValue.class,
          limits -> new QueueValue(QueueOptions.DEFAULT, new QueueTotals(), false));

  private static final int IDS_REMEMBERED = Integer.MAX_VALUE;
  private static final int RESULTS_KEPT = 10_000;
  private static final int OBJECT_BYTES = 400; // with its options and totals

  private final QueueOptions options;
  private final boolean stays;
  private final byte[] deadLetterKey;
  private final long linkedHash;
  private final QueueJobs jobs;
  private final QueueTotals totals;
  private @Nullable QueueMemory ids; // of jobs that were put, whether they are still there or not
  private @Nullable QueueMemory results;
  private final QueueRepeats repeats;
  private long lastId;
  private boolean paused;
  private boolean shutDown;
  private boolean emptied; // shut down at once: what comes back goes, too
  private final Slice text = new Slice();

  /** A queue that stays though nothing is in it. */
  public QueueValue(QueueOptions options) {
    this(options, new QueueTotals(), true);
  }

  QueueValue(QueueOptions options, QueueTotals totals, boolean stays) {
    this.options = options;
    this.stays = stays;
    this.totals = totals;
    this.jobs = new QueueJobs(options.order());
    this.repeats = new QueueRepeats(jobs);
    this.deadLetterKey = options.deadLetterKey();
    int length = deadLetterKey.length;
    this.linkedHash = length == 0 ? 0 : Hashing.hash(deadLetterKey, 0, length);
  }

  @Override
  public ValueType<QueueValue> type() {
    return TYPE;
  }

  /** The order. */
  @Override
  public String encoding() {
    return options.order().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public long bytes() {
    QueueMemory i = ids;
    QueueMemory r = results;
    return OBJECT_BYTES
        + jobs.bytes()
        + repeats.bytes()
        + (i == null ? 0 : i.bytes())
        + (r == null ? 0 : r.bytes());
  }

  /** Whether nobody has made it and nothing was ever put: other queues stay until deleted. */
  @Override
  public boolean isEmpty() {
    return !stays && totals.put == 0 && repeats.isEmpty();
  }

  @Override
  public boolean serves(int kind) {
    return switch (kind) {
      case GET -> canGet() || isDrained();
      case PUT -> shutDown || fits(1);
      case JOIN -> unfinished() == 0;
      default -> true;
    };
  }

  // ---- what it is like

  public QueueOptions options() {
    return options;
  }

  public QueueTotals totals() {
    return totals;
  }

  public int count(JobState state) {
    return jobs.count(state);
  }

  /** How many jobs wait, now or later. */
  public int waiting() {
    return count(JobState.READY) + count(JobState.DELAYED);
  }

  /** How many jobs were put and are neither done nor dead. */
  public int unfinished() {
    return waiting() + count(JobState.LEASED);
  }

  /** Whether so many more jobs may be put. */
  public boolean fits(long more) {
    return options.maxSize() == 0 || waiting() + more <= options.maxSize();
  }

  public boolean isPaused() {
    return paused;
  }

  public boolean isShutDown() {
    return shutDown;
  }

  /** Whether it is shut down, and nothing is left to take. */
  public boolean isDrained() {
    return shutDown && waiting() == 0;
  }

  /** Whether there is a job to take. */
  public boolean canGet() {
    return !paused && count(JobState.READY) > 0;
  }

  /** The job with this id, or null. */
  public @Nullable QueueJob find(Slice id) {
    return jobs.find(id);
  }

  /**
   * Shows jobs in a state: ready ones in the order in which they would be taken, delayed and leased
   * ones by their time, dead ones as they died. Takes time in proportion to {@code start} and
   * {@code count}, for delayed and leased jobs to the number of both.
   *
   * @param start how many to leave out
   */
  public void forEach(JobState state, long start, long count, Consumer<QueueJob> visitor) {
    jobs.forEach(state, start, count, visitor);
  }

  /** Whether a job of this id is there, or was put so lately that it is not put again. */
  public boolean knows(Slice id, long now) {
    QueueMemory i = ids;
    return jobs.find(id) != null || (i != null && i.knows(id, now));
  }

  /** The job to be taken next, or null: also while it is paused. */
  public @Nullable QueueJob first() {
    return jobs.first();
  }

  /** The key of the queue that gets dead jobs; empty if they stay. Not to be changed. */
  public byte[] deadLetterKey() {
    return deadLetterKey;
  }

  @Override
  public long linkedHash() {
    return linkedHash;
  }

  /** Marks a job; false if it was marked. Whoever marks jobs takes the marks off again. */
  public boolean mark(QueueJob job, boolean on) {
    boolean changes = job.marked != on;
    job.marked = on;
    return changes;
  }

  /** The job to be taken next; there must be one. */
  public QueueJob next() {
    QueueJob job = first();
    if (job == null) {
      throw new IllegalStateException("no job is ready");
    }
    return job;
  }

  // ---- jobs come

  /**
   * Puts a job.
   *
   * @param id null: the next number that is no job's
   * @param priority of meaning in a queue of priorities alone
   * @param readyAt in ticks
   * @param millis of the wall clock
   */
  public QueueJob put(
      @Nullable Slice id, Slice payload, long priority, long readyAt, long now, long millis) {
    Slice name = id == null ? nextId() : id;
    QueueJob job = jobs.add(name, payload, priority, millis);
    if (id != null && options.dedup() > 0) {
      remember(id, now + options.dedup());
    }
    totals.put++;
    wait(job, readyAt, now);
    return job;
  }

  /** Puts a job as {@link #put} has put it once, in a queue like this one; it is ready. */
  public QueueJob restore(Slice id, boolean given, Slice payload, long priority, long millis) {
    if (!given && id.isLong()) {
      lastId = Math.max(lastId, id.asLong());
    }
    QueueJob job = jobs.add(id, payload, priority, millis);
    if (given && options.dedup() > 0) {
      remember(id, millis + options.dedup());
    }
    totals.put++;
    jobs.ready(job, false);
    return job;
  }

  void remember(Slice id, long until) {
    QueueMemory i = ids;
    if (i == null) {
      i = new QueueMemory(IDS_REMEMBERED);
      ids = i;
    }
    i.remember(id, new Slice(), until);
  }

  private Slice nextId() {
    do {
      lastId++;
    } while (jobs.find(text.number(lastId)) != null);
    return text;
  }

  // ---- jobs go through their states

  /** A ready job is taken until a time. */
  public void lease(QueueJob job, long until, long now) {
    jobs.out(job);
    job.deliveries++;
    totals.delivered++;
    jobs.timed(job, JobState.LEASED, until, now);
  }

  /** A ready job is taken, and done. */
  public void take(QueueJob job) {
    totals.delivered++;
    totals.done++;
    jobs.remove(job);
  }

  /** Has a leased job be held until another time. */
  public void extend(QueueJob job, long until, long now) {
    jobs.out(job);
    jobs.timed(job, JobState.LEASED, until, now);
  }

  /** A leased job is done. */
  public void done(QueueJob job) {
    totals.done++;
    jobs.remove(job);
  }

  /** Keeps a result of a job until a time. */
  public void result(Slice id, Slice result, long until) {
    if (options.results() == 0) {
      return;
    }
    QueueMemory r = results;
    if (r == null) {
      r = new QueueMemory(RESULTS_KEPT);
      results = r;
    }
    r.remember(id, result, until);
  }

  /** Points {@code into} at the result of a job; null if there is none. */
  public @Nullable Slice result(Slice id, long now, Slice into) {
    QueueMemory r = results;
    return r == null ? null : r.find(id, now, into);
  }

  /** Counts a delivery that failed, or of which the lease has ended. */
  public void countFailure(boolean leaseEnded) {
    totals.countFailure(leaseEnded);
  }

  /** Remembers why a job failed; null: nothing is known. */
  public void error(QueueJob job, byte @Nullable [] error) {
    jobs.error(job, error);
  }

  /** Whether a job was delivered as often as it may be. */
  public boolean isSpent(QueueJob job) {
    return options.maxDeliveries() > 0 && job.deliveries >= options.maxDeliveries();
  }

  /**
   * A job waits again, behind the others as if it were put now; or it has ended, as the queue was
   * shut down at once.
   */
  public void comeBack(QueueJob job, long readyAt, long now) {
    if (emptied) {
      done(job);
    } else {
      jobs.out(job);
      wait(job, readyAt, now);
    }
  }

  /** A job becomes ready at a time, also if that is past: then soon. */
  public void delay(QueueJob job, long readyAt, long now) {
    if (emptied) {
      done(job);
    } else {
      jobs.out(job);
      jobs.timed(job, JobState.DELAYED, readyAt, now);
    }
  }

  /**
   * A leased job is ready again, the next to be taken, as if it had not been delivered; or it has
   * ended, as the queue was shut down at once.
   */
  public void release(QueueJob job) {
    job.deliveries--;
    totals.delivered--;
    if (emptied) {
      done(job);
    } else {
      jobs.out(job);
      jobs.ready(job, true);
    }
  }

  /** Puts a job back that {@link #take} took. */
  public void putBack(Slice id, Slice payload, int deliveries, long priority, long millis) {
    totals.delivered--;
    totals.done--;
    if (jobs.find(id) != null || emptied) {
      return; // somebody has put another one of that name meanwhile
    }
    QueueJob job = jobs.add(id, payload, priority, millis);
    job.deliveries = deliveries;
    jobs.ready(job, true);
  }

  /** A job is dead, and stays. */
  public void bury(QueueJob job) {
    jobs.out(job);
    totals.dead++;
    jobs.dead(job);
  }

  /** A job is dead, and is another queue's matter. */
  public void moveAway(QueueJob job) {
    totals.dead++;
    jobs.remove(job);
  }

  /** A dead or delayed job is ready; a dead one as if it were new. */
  public void retry(QueueJob job, long now) {
    if (job.state == JobState.DEAD) {
      job.deliveries = 0;
    }
    jobs.out(job);
    wait(job, now, now);
  }

  private void wait(QueueJob job, long readyAt, long now) {
    if (readyAt > now) {
      jobs.timed(job, JobState.DELAYED, readyAt, now);
    } else {
      jobs.ready(job, false);
    }
  }

  // ---- time

  /** When something is to be done about its jobs, in ticks, or before; Long.MAX_VALUE if never. */
  @Override
  public long nextDue() {
    QueueMemory i = ids;
    QueueMemory r = results;
    long next = jobs.nextDue();
    next = i == null ? next : Math.min(next, i.next());
    return r == null ? next : Math.min(next, r.next());
  }

  /**
   * Gets ready to tell what is due; {@link #pollDue} tells it then.
   *
   * @param max how much to do at most
   * @return whether there is more to do
   */
  public boolean turn(long now, int max) {
    QueueMemory i = ids;
    QueueMemory r = results;
    boolean more = i != null && i.expire(now, max);
    more |= r != null && r.expire(now, max);
    return more | jobs.turn(now, max);
  }

  /**
   * The next job of which the delay or the lease is over, or what is to be repeated; it is in no
   * list then.
   */
  public @Nullable QueueNode pollDue() {
    return jobs.pollDue();
  }

  /** What is repeated. */
  public QueueRepeats repeats() {
    return repeats;
  }

  // ---- the whole

  public void pause(boolean on) {
    paused = on;
  }

  /**
   * Takes no more jobs.
   *
   * @param immediately gives none away any more either: those that wait are gone, and done
   * @param visitor is shown these
   */
  public void shutDown(boolean immediately, Consumer<QueueJob> visitor) {
    shutDown = true;
    repeats.clear();
    if (immediately) {
      emptied = true;
      totals.done += purge(JobState.READY, visitor) + purge(JobState.DELAYED, visitor);
    }
  }

  /** Removes all jobs in a state, and shows them; returns how many there were. */
  public int purge(JobState state, Consumer<QueueJob> visitor) {
    return jobs.purge(state, visitor);
  }

  /** Shows all that it holds. */
  public void show(QueueImage image) {
    int flags =
        (paused ? QueueImage.PAUSED : 0)
            | (shutDown ? QueueImage.SHUT_DOWN : 0)
            | (emptied ? QueueImage.EMPTIED : 0);
    image.queue(options, lastId, flags, totals.all());
    jobs.show(image);
    QueueMemory i = ids;
    if (i != null) {
      i.forEach((id, value, until) -> image.remembered(id, until));
    }
    QueueMemory r = results;
    if (r != null) {
      r.forEach(image::result);
    }
    repeats.show(image);
  }

  void restore(long last, int flags) {
    lastId = last;
    paused = (flags & QueueImage.PAUSED) != 0;
    shutDown = (flags & QueueImage.SHUT_DOWN) != 0;
    emptied = (flags & QueueImage.EMPTIED) != 0;
  }

  QueueJobs jobs() {
    return jobs;
  }

  /** Copies all, jobs that are leased too: under the same leases. */
  @Override
  public QueueValue copy() {
    QueueBuilder copy = new QueueBuilder();
    show(copy);
    return copy.build();
  }
}
