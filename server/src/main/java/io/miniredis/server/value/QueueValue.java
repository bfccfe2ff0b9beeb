package io.miniredis.server.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue of jobs, as asyncio.Queue (PEP 3156) has it, with leases and retries beside.
 *
 * <p>Every job that is not done is in the table of ids, and in one list by its state: ready ones in
 * a ring (first or last taken first) or a heap (priorities), delayed and leased ones in the wheel
 * of what is due, dead ones in a ring. A job is <i>unfinished</i> while it is ready, delayed or
 * leased. Putting, taking and ending a job take constant time, in queues of priorities O(log n).
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
      new ValueType<>("queue", QueueValue.class, limits -> new QueueValue(QueueOptions.DEFAULT));

  private static final int IDS_REMEMBERED = Integer.MAX_VALUE;
  private static final int RESULTS_KEPT = 10_000;
  private static final int OBJECT_BYTES = 400; // with its options and totals

  private final QueueOptions options;
  private RecordTable jobs = new RecordTable();
  private final QueueNode ready = QueueNode.end();
  private final @Nullable QueueHeap heap;
  private final QueueNode dead = QueueNode.end();
  private final int[] counts = new int[JobState.values().length];
  private final QueueTotals totals;
  private @Nullable QueueWheel wheel; // made with the first job that has a time
  private @Nullable QueueMemory ids; // of jobs that were put, whether they are still there or not
  private @Nullable QueueMemory results;
  private @Nullable QueueRepeats repeats;
  private long jobBytes;
  private long lastId;
  private long arrivals;
  private boolean paused;
  private boolean shutDown;
  private boolean emptied; // shut down at once: what comes back goes, too
  private final Slice text = new Slice();
  private final Slice view = new Slice();

  public QueueValue(QueueOptions options) {
    this(options, new QueueTotals());
  }

  private QueueValue(QueueOptions options, QueueTotals totals) {
    this.options = options;
    this.totals = totals;
    this.heap = options.order() == QueueOrder.PRIORITY ? new QueueHeap() : null;
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
    QueueHeap h = heap;
    QueueWheel w = wheel;
    QueueMemory i = ids;
    QueueMemory r = results;
    QueueRepeats p = repeats;
    return OBJECT_BYTES
        + jobs.heapBytes()
        + jobBytes
        + (h == null ? 0 : h.bytes())
        + (w == null ? 0 : w.bytes())
        + (i == null ? 0 : i.bytes())
        + (r == null ? 0 : r.bytes())
        + (p == null ? 0 : p.bytes());
  }

  /** Never: a queue stays until it is deleted. */
  @Override
  public boolean isEmpty() {
    return false;
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
    return counts[state.ordinal()];
  }

  /** How many jobs wait to be taken, now or later. */
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
    return (QueueJob) jobs.find(id);
  }

  /**
   * Shows jobs in a state: ready ones in the order in which they would be taken, delayed and leased
   * ones by their time, dead ones as they died. Takes time in proportion to {@code start} and
   * {@code count}, for delayed and leased jobs to the number of both.
   *
   * @param start how many to leave out
   */
  public void forEach(JobState state, long start, long count, Consumer<QueueJob> visitor) {
    JobPage page = new JobPage(state, start, count, visitor);
    QueueHeap h = heap;
    QueueWheel w = wheel;
    if (state == JobState.READY && h != null) {
      h.forEach((int) Math.min(count(state), start + count), page);
    } else if (state == JobState.READY) {
      boolean forwards = options.order() == QueueOrder.FIFO;
      page.walk(ready, forwards);
    } else if (state == JobState.DEAD) {
      page.walk(dead, true);
    } else if (w != null) {
      w.forEach(
          node -> {
            if (node instanceof QueueJob job) {
              page.accept(job);
            }
          });
    }
  }

  /** Whether a job of this id is there, or was put so lately that it is not put again. */
  public boolean knows(Slice id, long now) {
    QueueMemory i = ids;
    return jobs.find(id) != null || (i != null && i.knows(id, now));
  }

  /** The job to be taken next, or null: also while it is paused. */
  public @Nullable QueueJob first() {
    QueueHeap h = heap;
    if (h != null) {
      return h.first();
    }
    QueueNode end = ready;
    QueueNode first = options.order() == QueueOrder.FIFO ? end.behind : end.before;
    return first == end ? null : (QueueJob) first;
  }

  @Override
  public long linkedHash() {
    byte[] key = options.deadLetterKey();
    return key.length == 0 ? 0 : Hashing.hash(key, 0, key.length);
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
    QueueJob job = make(name, payload, priority, millis);
    if (id != null && options.dedup() > 0) {
      remember(id, now);
    }
    enter(job);
    totals.put++;
    wait(job, readyAt, now);
    return job;
  }

  /** Puts a job as {@link #put} has put it once, in a queue like this one; it is ready. */
  public QueueJob restore(
      Slice id, boolean given, Slice payload, long priority, long now, long millis) {
    if (!given && id.isLong()) {
      lastId = Math.max(lastId, id.asLong());
    }
    QueueJob job = make(id, payload, priority, millis);
    if (given && options.dedup() > 0) {
      remember(id, now);
    }
    enter(job);
    totals.put++;
    ready(job, false);
    return job;
  }

  private QueueJob make(Slice id, Slice payload, long priority, long millis) {
    return heap == null
        ? new QueueJob(id, payload, millis)
        : new QueueJob.Prioritized(id, payload, millis, priority);
  }

  private void remember(Slice id, long now) {
    QueueMemory i = ids;
    if (i == null) {
      i = new QueueMemory(IDS_REMEMBERED);
      ids = i;
    }
    i.remember(id, new Slice(), now + options.dedup());
  }

  private Slice nextId() {
    do {
      lastId++;
    } while (jobs.find(text.number(lastId)) != null);
    return text;
  }

  private void enter(QueueJob job) {
    jobs.insert(job, Hashing.hash(job.id(view)));
    jobBytes += job.bytes();
    counts[job.state.ordinal()]++;
  }

  // ---- jobs go through their states

  /** A ready job is taken until a time. */
  public void lease(QueueJob job, long until, long now) {
    out(job);
    job.deliveries++;
    totals.delivered++;
    state(job, JobState.LEASED);
    timed(job, until, now);
  }

  /** A ready job is taken, and done. */
  public void take(QueueJob job) {
    totals.delivered++;
    totals.done++;
    remove(job);
  }

  /** Has a leased job be held until another time. */
  public void extend(QueueJob job, long until, long now) {
    job.leave();
    timed(job, until, now);
  }

  /** A leased job is done. */
  public void done(QueueJob job) {
    totals.done++;
    remove(job);
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
    totals.failed += leaseEnded ? 0 : 1;
    totals.expired += leaseEnded ? 1 : 0;
  }

  /** Remembers why a job failed; null: nothing is known. */
  public void error(QueueJob job, byte @Nullable [] error) {
    jobBytes -= job.bytes();
    job.error = error;
    jobBytes += job.bytes();
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
      out(job);
      wait(job, readyAt, now);
    }
  }

  /** A job becomes ready at a time, also if that is past: then soon. */
  public void delay(QueueJob job, long readyAt, long now) {
    if (emptied) {
      done(job);
    } else {
      out(job);
      state(job, JobState.DELAYED);
      timed(job, readyAt, now);
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
      out(job);
      ready(job, true);
    }
  }

  /** Puts a job back that {@link #take} took, as if it had not been delivered. */
  public void putBack(Slice id, Slice payload, long priority, long millis) {
    totals.delivered--;
    totals.done--;
    if (jobs.find(id) != null || emptied) {
      return; // somebody has put another one of that name meanwhile
    }
    QueueJob job = make(id, payload, priority, millis);
    enter(job);
    ready(job, true);
  }

  /** A job is dead, and stays. */
  public void bury(QueueJob job) {
    out(job);
    totals.dead++;
    state(job, JobState.DEAD);
    dead.precededBy(job);
  }

  /** A job is dead, and is another queue's matter. */
  public void moveAway(QueueJob job) {
    totals.dead++;
    remove(job);
  }

  /** A dead or delayed job is ready; a dead one as if it were new. */
  public void retry(QueueJob job, long now) {
    if (job.state == JobState.DEAD) {
      job.deliveries = 0;
    }
    out(job);
    wait(job, now, now);
  }

  /** Removes a job in any state. */
  public void remove(QueueJob job) {
    out(job);
    Slice id = job.id(text);
    jobs.removeAt(jobs.locate(id.array(), id.offset(), id.length(), Hashing.hash(id)));
    ended(job);
  }

  private void ended(QueueJob job) {
    counts[job.state.ordinal()]--;
    jobBytes -= job.bytes();
    job.ended = true;
  }

  // ---- lists

  private void wait(QueueJob job, long readyAt, long now) {
    if (readyAt > now) {
      state(job, JobState.DELAYED);
      timed(job, readyAt, now);
    } else {
      ready(job, false);
    }
  }

  private void ready(QueueJob job, boolean next) {
    state(job, JobState.READY);
    if (heap != null) {
      QueueJob.Prioritized p = (QueueJob.Prioritized) job;
      if (!next || p.arrival == 0) {
        p.arrival = next ? Long.MIN_VALUE + ++arrivals : ++arrivals;
      }
      heap.add(p);
    } else if (next && options.order() == QueueOrder.FIFO) {
      ready.behind.precededBy(job);
    } else {
      ready.precededBy(job);
    }
  }

  private void timed(QueueNode node, long due, long now) {
    node.due = due;
    QueueWheel w = wheel;
    if (w == null) {
      w = new QueueWheel(now);
      wheel = w;
    }
    w.add(node, now);
  }

  /** Takes a job out of the list it is in. */
  private void out(QueueJob job) {
    QueueHeap h = heap;
    if (h != null && job.state == JobState.READY) {
      h.remove((QueueJob.Prioritized) job);
    } else {
      job.leave();
    }
  }

  private void state(QueueJob job, JobState state) {
    counts[job.state.ordinal()]--;
    job.state = state;
    counts[state.ordinal()]++;
  }

  // ---- time

  /** When something is to be done about its jobs, in ticks, or before; Long.MAX_VALUE if never. */
  @Override
  public long nextDue() {
    QueueWheel w = wheel;
    QueueMemory i = ids;
    QueueMemory r = results;
    long next = w == null ? Long.MAX_VALUE : w.next();
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
    QueueWheel w = wheel;
    boolean more = i != null && i.expire(now, max);
    more |= r != null && r.expire(now, max);
    return more | (w != null && w.turn(now, max));
  }

  /**
   * The next job of which the delay or the lease is over, or what is to be repeated; it is in no
   * list then.
   */
  public @Nullable QueueNode pollDue() {
    QueueWheel w = wheel;
    return w == null ? null : w.poll();
  }

  // ---- repeating jobs

  /** What has a job be repeated under a name, or null. */
  public @Nullable QueueRepeat repeat(Slice name) {
    QueueRepeats r = repeats;
    return r == null ? null : r.find(name);
  }

  /** Shows all that is repeated. */
  public void forEachRepeat(Consumer<QueueRepeat> visitor) {
    QueueRepeats r = repeats;
    if (r != null) {
      r.forEach(visitor);
    }
  }

  /**
   * Has a job be repeated, from now on; {@link #next(QueueRepeat, long, long, long)} is to follow.
   *
   * @param old what was repeated under this name, and is no more
   */
  public QueueRepeat addRepeat(
      Slice name, Slice payload, long every, String cron, @Nullable QueueRepeat old) {
    QueueRepeats r = repeats;
    if (r == null) {
      r = new QueueRepeats();
      repeats = r;
    }
    QueueRepeat repeat = new QueueRepeat(name, payload, every, cron);
    if (old != null) {
      repeat.last(old.pending());
      r.remove(old);
    }
    r.add(repeat);
    return repeat;
  }

  /** Has a job be repeated no more. */
  public void removeRepeat(QueueRepeat repeat) {
    QueueRepeats r = repeats;
    if (r != null) {
      r.remove(repeat);
    }
  }

  /** Says which job is the last one of what is repeated. */
  public void pending(QueueRepeat repeat, @Nullable QueueJob job) {
    repeat.last(job);
  }

  /**
   * Says when what is repeated comes next.
   *
   * @param at in milliseconds since the epoch
   * @param due when to look after it, in ticks
   */
  public void next(QueueRepeat repeat, long at, long due, long now) {
    repeat.leave();
    repeat.at(at);
    timed(repeat, due, now);
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
    List<QueueRepeat> all = new ArrayList<>();
    forEachRepeat(all::add);
    all.forEach(this::removeRepeat);
    if (immediately) {
      emptied = true;
      totals.done += purge(JobState.READY, visitor) + purge(JobState.DELAYED, visitor);
    }
  }

  /** Removes all jobs in a state, and shows them; returns how many there were. */
  public int purge(JobState state, Consumer<QueueJob> visitor) {
    int n = count(state);
    if (n > 0) {
      RecordTable rest = new RecordTable(jobs.size() - n);
      jobs.forEach(o -> purge((QueueJob) o, state, rest, visitor));
      jobs = rest;
    }
    return n;
  }

  private void purge(QueueJob job, JobState state, RecordTable rest, Consumer<QueueJob> visitor) {
    if (job.state == state) {
      out(job);
      ended(job);
      visitor.accept(job);
    } else {
      rest.insert(job, Hashing.hash(job.id(text)));
    }
  }

  @Override
  public QueueValue copy() {
    QueueValue copy = new QueueValue(options, totals.copy());
    copy.lastId = lastId;
    copy.arrivals = arrivals;
    copy.paused = paused;
    copy.shutDown = shutDown;
    copy.emptied = emptied;
    copy.ids = ids == null ? null : ids.copy();
    copy.results = results == null ? null : results.copy();
    return copy;
  }
}
