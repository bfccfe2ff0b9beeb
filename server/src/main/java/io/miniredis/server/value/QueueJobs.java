package io.miniredis.server.value;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a queue, each in the table of ids and in one list by its state: ready ones in a ring
 * (first or last taken first) or a heap (priorities), delayed and leased ones in the wheel of what
 * is due, dead ones in a ring.
 */
final class QueueJobs {
  private final QueueOrder order;
  private RecordTable byId = new RecordTable();
  private final QueueNode ready = QueueNode.end();
  private final @Nullable QueueHeap heap;
  private final QueueNode dead = QueueNode.end();
  private final int[] counts = new int[JobState.values().length];
  private @Nullable QueueWheel wheel; // made with the first that has a time
  private long bytes;
  private long arrivals;
  private final Slice text = new Slice();

  QueueJobs(QueueOrder order) {
    this.order = order;
    this.heap = order == QueueOrder.PRIORITY ? new QueueHeap() : null;
  }

  /** Bytes of heap, but for those of this object itself. */
  long bytes() {
    QueueHeap h = heap;
    QueueWheel w = wheel;
    return byId.heapBytes() + bytes + (h == null ? 0 : h.bytes()) + (w == null ? 0 : w.bytes());
  }

  int count(JobState state) {
    return counts[state.ordinal()];
  }

  /** The job with this id, or null. */
  @Nullable QueueJob find(Slice id) {
    return (QueueJob) byId.find(id);
  }

  /** The job to be taken next, or null. */
  @Nullable QueueJob first() {
    QueueHeap h = heap;
    if (h != null) {
      return h.first();
    }
    QueueNode end = ready;
    QueueNode first = order == QueueOrder.FIFO ? end.behind : end.before;
    return first == end ? null : (QueueJob) first;
  }

  /** Shows jobs in a state, as {@link QueueValue#forEach} says. */
  void forEach(JobState state, long start, long count, Consumer<QueueJob> visitor) {
    JobPage page = new JobPage(state, start, count, visitor);
    QueueHeap h = heap;
    QueueWheel w = wheel;
    if (state == JobState.READY && h != null) {
      h.forEach((int) Math.min(count(state), start + count), page);
    } else if (state == JobState.READY) {
      page.walk(ready, order == QueueOrder.FIFO);
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

  /** Shows all jobs, those of a state in the order in which they came to it. */
  void show(QueueImage image) {
    Slice id = new Slice();
    Slice payload = new Slice();
    Consumer<QueueJob> visitor =
        job ->
            image.job(
                job.id(id),
                job.payload(payload),
                job.state,
                job.deliveries,
                job.priority(),
                job.isTimed() ? job.due : 0,
                job.putAt(),
                job.error);
    QueueHeap h = heap;
    if (h == null) {
      new JobPage(JobState.READY, 0, Long.MAX_VALUE, visitor).walk(ready, true);
    } else {
      h.forEach(Integer.MAX_VALUE, visitor);
    }
    forEach(JobState.DELAYED, 0, Long.MAX_VALUE, visitor);
    forEach(JobState.LEASED, 0, Long.MAX_VALUE, visitor);
    forEach(JobState.DEAD, 0, Long.MAX_VALUE, visitor);
  }

  // ---- jobs come and go

  /** Makes a job, which is in no list yet. */
  QueueJob add(Slice id, Slice payload, long priority, long millis) {
    QueueJob job =
        heap == null
            ? new QueueJob(id, payload, millis)
            : new QueueJob.Prioritized(id, payload, millis, priority);
    byId.insert(job, Hashing.hash(job.id(text)));
    bytes += job.bytes();
    counts[job.state.ordinal()]++;
    return job;
  }

  /** Removes a job, whatever list it is in. */
  void remove(QueueJob job) {
    out(job);
    Slice id = job.id(text);
    byId.removeAt(byId.locate(id.array(), id.offset(), id.length(), Hashing.hash(id)));
    ended(job);
  }

  private void ended(QueueJob job) {
    counts[job.state.ordinal()]--;
    bytes -= job.bytes();
    job.ended = true;
  }

  /** Removes all jobs in a state, and shows them; returns how many there were. */
  int purge(JobState state, Consumer<QueueJob> visitor) {
    int n = count(state);
    if (n > 0) {
      RecordTable rest = new RecordTable(byId.size() - n);
      byId.forEach(
          o -> {
            QueueJob job = (QueueJob) o;
            if (job.state == state) {
              out(job);
              ended(job);
              visitor.accept(job);
            } else {
              rest.insert(job, Hashing.hash(job.id(text)));
            }
          });
      byId = rest;
    }
    return n;
  }

  /** Sets why a job failed. */
  void error(QueueJob job, byte @Nullable [] error) {
    bytes -= job.bytes();
    job.error = error;
    bytes += job.bytes();
  }

  // ---- lists

  /** Takes a job out of the list it is in. */
  void out(QueueJob job) {
    QueueHeap h = heap;
    if (h != null && job.state == JobState.READY && !((QueueJob.Prioritized) job).isOut()) {
      h.remove((QueueJob.Prioritized) job);
    } else {
      job.leave();
    }
  }

  /**
   * Puts a job among the ready ones.
   *
   * @param next whether it is the next to be taken: of those with its priority, where there are
   *     some
   */
  void ready(QueueJob job, boolean next) {
    state(job, JobState.READY);
    if (heap != null) {
      QueueJob.Prioritized p = (QueueJob.Prioritized) job;
      arrivals++;
      p.arrival = next ? -arrivals : arrivals;
      heap.add(p);
    } else if (next && order == QueueOrder.FIFO) {
      ready.behind.precededBy(job);
    } else {
      ready.precededBy(job);
    }
  }

  /** Gives a job a time: it is delayed, or leased. */
  void timed(QueueJob job, JobState state, long due, long now) {
    state(job, state);
    timed(job, due, now);
  }

  /** Puts a job among the dead ones. */
  void dead(QueueJob job) {
    state(job, JobState.DEAD);
    dead.precededBy(job);
  }

  private void state(QueueJob job, JobState state) {
    counts[job.state.ordinal()]--;
    job.state = state;
    counts[state.ordinal()]++;
  }

  // ---- time

  /** Gives anything a time. */
  void timed(QueueNode node, long due, long now) {
    node.due = due;
    QueueWheel w = wheel;
    if (w == null) {
      w = new QueueWheel(now);
      wheel = w;
    }
    w.add(node, now);
  }

  /** When {@link #turn} is to be called, or before; Long.MAX_VALUE if never. */
  long nextDue() {
    QueueWheel w = wheel;
    return w == null ? Long.MAX_VALUE : w.next();
  }

  /** Looks for what is due, at most so much; whether there is more. */
  boolean turn(long now, int max) {
    QueueWheel w = wheel;
    return w != null && w.turn(now, max);
  }

  /** The next of what was found; it is in no list then. Null if there is none. */
  @Nullable QueueNode pollDue() {
    QueueWheel w = wheel;
    return w == null ? null : w.poll();
  }
}
