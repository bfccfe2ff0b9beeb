package io.miniredis.server.value;

import java.util.function.Consumer;

/** Passes on some of the jobs that it is shown: those in a state, from one place to another. */
final class JobPage implements Consumer<QueueJob> {
  private final JobState state;
  private final Consumer<QueueJob> visitor;
  private long skip;
  private long left;

  JobPage(JobState state, long start, long count, Consumer<QueueJob> visitor) {
    this.state = state;
    this.skip = start;
    this.left = count;
    this.visitor = visitor;
  }

  @Override
  public void accept(QueueJob job) {
    if (job.state != state || left == 0) {
      return;
    }
    if (skip > 0) {
      skip--;
    } else {
      left--;
      visitor.accept(job);
    }
  }

  /** Walks over a list until it has seen enough. */
  void walk(QueueNode end, boolean forwards) {
    QueueNode node = forwards ? end.behind : end.before;
    while (node != end && left > 0) {
      accept((QueueJob) node);
      node = forwards ? node.behind : node.before;
    }
  }
}
