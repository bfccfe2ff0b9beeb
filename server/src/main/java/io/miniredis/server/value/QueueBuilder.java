package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/** Makes a queue of what it is shown. */
public final class QueueBuilder implements QueueImage {
  private static final long NOW = 0; // before any time that is told

  private QueueValue queue = new QueueValue(QueueOptions.DEFAULT);

  /** The queue; nothing more is to be shown then. */
  public QueueValue build() {
    return queue;
  }

  @Override
  public void queue(QueueOptions options, long lastId, int flags, long[] totals) {
    queue = new QueueValue(options, QueueTotals.of(totals), true);
    queue.restore(lastId, flags);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is one of that id
   */
  @Override
  public void job(
      Slice id,
      Slice payload,
      JobState state,
      int deliveries,
      long priority,
      long due,
      long putAt,
      byte @Nullable [] error) {
    QueueJobs jobs = queue.jobs();
    if (jobs.find(id) != null) {
      throw new IllegalArgumentException("two jobs have the id " + id);
    }
    QueueJob job = jobs.add(id, payload, priority, putAt);
    job.deliveries = deliveries;
    if (error != null) {
      jobs.error(job, error);
    }
    switch (state) {
      case READY -> jobs.ready(job, false);
      case DELAYED, LEASED -> jobs.timed(job, state, due, NOW);
      case DEAD -> jobs.dead(job);
    }
  }

  @Override
  public void remembered(Slice id, long until) {
    queue.remember(id, until);
  }

  @Override
  public void result(Slice id, Slice result, long until) {
    queue.result(id, result, until);
  }

  @Override
  public void repeat(Slice name, Slice payload, long every, String cron, long at, Slice pending) {
    QueueRepeats repeats = queue.repeats();
    QueueRepeat repeat = repeats.put(name, payload, every, cron);
    repeats.pending(repeat, pending.isEmpty() ? null : queue.find(pending));
    repeats.next(repeat, at, at, NOW);
  }
}
