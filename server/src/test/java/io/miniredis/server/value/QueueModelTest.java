package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A queue beside a list of jobs that is looked through for everything. */
class QueueModelTest {
  private static final long START = 1_700_000_000_000L;

  private static final class Job {
    final String id;
    final long priority;
    JobState state = JobState.READY;
    int deliveries;
    long due;
    long place; // among the ready ones: lower is taken first

    Job(String id, long priority) {
      this.id = id;
      this.priority = priority;
    }
  }

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Map<String, Job> model = new LinkedHashMap<>();
  private QueueOptions options = QueueOptions.DEFAULT;
  private QueueValue queue = new QueueValue(options);
  private long now = START;
  private long places;
  private long done;
  private long put;

  @ParameterizedTest
  @EnumSource(QueueOrder.class)
  void doesWhatTheModelDoes(QueueOrder order) {
    options = new QueueOptions(0, order, 1000, 3, "", 0, 0, 1, 1, 0);
    queue = new QueueValue(options);
    for (int i = 0; i < 30_000; i++) {
      if (model.size() > 400 && random.nextInt(300) == 0) {
        purge();
      }
      step();
      check(i % 97 == 0);
    }
    assertThat(queue.totals().put()).isEqualTo(put);
    assertThat(queue.totals().done()).isEqualTo(done);
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> put();
      case 3, 4 -> lease();
      case 5 -> held(job -> finish(job));
      case 6 -> held(this::fail);
      case 7 -> held(this::release);
      case 8 -> held(this::extend);
      case 9 -> pass();
      case 10 -> retry();
      default -> takeForGood();
    }
  }

  private void put() {
    long delay = Math.max(0, random.nextInt(60) - 30);
    long priority = options.order() == QueueOrder.PRIORITY ? random.nextInt(4) : 0;
    QueueJob made = queue.put(null, Slice.of("p"), priority, now + delay, now, now);
    Job job = new Job(made.id(new Slice()).toString(), priority);
    assertThat(model.put(job.id, job)).as("seed %s: a new id", seed).isNull();
    comeBack(job, delay);
    put++;
  }

  /** Ready behind the others, or later. */
  private void comeBack(Job job, long delay) {
    if (delay > 0) {
      job.state = JobState.DELAYED;
      job.due = now + delay;
    } else {
      job.state = JobState.READY;
      places++;
      job.place = options.order() == QueueOrder.LIFO ? -places : places;
    }
  }

  private @Nullable Job first() {
    Comparator<Job> order = Comparator.comparingLong(job -> job.priority);
    return model.values().stream()
        .filter(job -> job.state == JobState.READY)
        .min(order.thenComparingLong(job -> job.place))
        .orElse(null);
  }

  private void lease() {
    QueueJob taken = queue.first();
    Job job = first();
    assertThat(taken == null ? null : taken.id(new Slice()).toString())
        .as("seed %s: the next", seed)
        .isEqualTo(job == null ? null : job.id);
    if (taken != null && job != null) {
      job.deliveries++;
      job.state = JobState.LEASED;
      job.due = now + 1 + random.nextInt(50);
      queue.lease(taken, job.due, now);
    }
  }

  private void takeForGood() {
    Job job = first();
    if (job != null) {
      queue.take(queue.next());
      model.remove(job.id);
      done++;
    }
  }

  private void held(java.util.function.Consumer<Job> action) {
    List<Job> held = model.values().stream().filter(j -> j.state == JobState.LEASED).toList();
    if (!held.isEmpty()) {
      action.accept(held.get(random.nextInt(held.size())));
    }
  }

  private QueueJob real(Job job) {
    QueueJob found = queue.find(Slice.of(job.id));
    assertThat(found).as("seed %s: job %s", seed, job.id).isNotNull();
    return java.util.Objects.requireNonNull(found);
  }

  private void finish(Job job) {
    queue.done(real(job));
    model.remove(job.id);
    done++;
  }

  private void fail(Job job) {
    QueueJob real = real(job);
    assertThat(queue.isSpent(real)).isEqualTo(job.deliveries >= 3);
    queue.error(real, random.nextBoolean() ? null : new byte[random.nextInt(20)]);
    if (queue.isSpent(real)) {
      queue.bury(real);
      job.state = JobState.DEAD;
    } else {
      long delay = random.nextInt(2) * 5L;
      queue.comeBack(real, now + delay, now);
      comeBack(job, delay);
    }
  }

  private void release(Job job) {
    queue.release(real(job));
    job.deliveries--;
    job.state = JobState.READY;
    job.place = -(++places);
    if (options.order() == QueueOrder.LIFO) {
      job.place = -places;
    }
  }

  private void extend(Job job) {
    job.due = now + random.nextInt(100);
    queue.extend(real(job), job.due, now);
  }

  private void retry() {
    List<Job> dead = model.values().stream().filter(j -> j.state == JobState.DEAD).toList();
    if (!dead.isEmpty()) {
      Job job = dead.get(random.nextInt(dead.size()));
      queue.retry(real(job), now);
      job.deliveries = 0;
      comeBack(job, 0);
    }
  }

  private void pass() {
    now += random.nextInt(40);
    while (queue.turn(now, 1 + random.nextInt(5))) {
      assertThat(queue.nextDue()).as("seed %s: there is more", seed).isLessThanOrEqualTo(now);
    }
    for (QueueNode node = queue.pollDue(); node != null; node = queue.pollDue()) {
      QueueJob real = (QueueJob) node;
      Job job = model.get(real.id(new Slice()).toString());
      assertThat(job).as("seed %s", seed).isNotNull();
      assertThat(job.due).as("seed %s: due", seed).isLessThanOrEqualTo(now);
      queue.comeBack(real, now, now);
      comeBack(job, 0);
    }
    for (Job job : model.values()) {
      boolean timed = job.state == JobState.DELAYED || job.state == JobState.LEASED;
      assertThat(timed && job.due <= now).as("seed %s: job %s is late", seed, job.id).isFalse();
    }
  }

  private void purge() {
    JobState state = JobState.values()[random.nextInt(4)];
    List<String> gone = new ArrayList<>();
    queue.purge(state, job -> gone.add(job.id(new Slice()).toString()));
    List<String> expected =
        model.values().stream().filter(j -> j.state == state).map(j -> j.id).toList();
    assertThat(gone).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(expected);
    expected.forEach(model::remove);
  }

  private void check(boolean thoroughly) {
    for (JobState state : JobState.values()) {
      long count = model.values().stream().filter(job -> job.state == state).count();
      assertThat(queue.count(state)).as("seed %s: %s", seed, state).isEqualTo((int) count);
    }
    assertThat(queue.unfinished())
        .isEqualTo(
            queue.count(JobState.READY)
                + queue.count(JobState.DELAYED)
                + queue.count(JobState.LEASED));
    if (thoroughly) {
      QueueValue copy = queue.copy();
      assertThat(QueueText.of(copy)).as("seed %s", seed).isEqualTo(QueueText.of(queue));
      List<String> ready = new ArrayList<>();
      copy.forEach(
          JobState.READY, 0, Long.MAX_VALUE, job -> ready.add(job.id(new Slice()).toString()));
      assertThat(ready)
          .as("seed %s: ready in order", seed)
          .isEqualTo(
              model.values().stream()
                  .filter(job -> job.state == JobState.READY)
                  .sorted(
                      Comparator.<Job>comparingLong(job -> job.priority)
                          .thenComparingLong(job -> job.place))
                  .map(job -> job.id)
                  .toList());
    }
  }
}
