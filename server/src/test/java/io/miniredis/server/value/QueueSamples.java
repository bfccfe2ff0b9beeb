package io.miniredis.server.value;

import java.util.Random;

/** Queues to test with. */
public final class QueueSamples {
  private QueueSamples() {}

  /** A queue in which anything may be, that is about so long. */
  public static QueueValue random(Random random, int jobs) {
    QueueOrder order = QueueOrder.values()[random.nextInt(3)];
    QueueOptions options =
        new QueueOptions(
            random.nextInt(2) * 1000L,
            order,
            random.nextInt(50_000),
            random.nextInt(5),
            random.nextBoolean() ? "" : "letters\u00e9",
            random.nextInt(3) * 500L,
            random.nextInt(100),
            1 + random.nextInt(4) / 2.0,
            1 + random.nextInt(1000),
            random.nextInt(2) * 9000L);
    QueueValue queue = new QueueValue(options);
    long now = 1_700_000_000_000L;
    for (int i = 0; i < jobs; i++) {
      now += random.nextInt(3);
      long delay = Math.max(0, random.nextInt(300) - 150);
      Slice id = random.nextInt(3) == 0 ? Slice.of("id" + i) : null;
      long priority = order == QueueOrder.PRIORITY ? random.nextInt(5) - 2 : 0;
      queue.put(id, Slice.of("payload" + i), priority, now + delay, now, now);
      QueueJob first = queue.first();
      if (first != null && random.nextInt(2) == 0) {
        change(queue, first, random, now);
      }
    }
    if (random.nextBoolean()) {
      queue.pause(true);
      QueueRepeat repeat = queue.repeats().put(Slice.of("r"), Slice.of("p"), 70, "");
      queue.repeats().pending(repeat, queue.first());
      queue.repeats().next(repeat, now + 70, now + 70, now);
      repeat = queue.repeats().put(Slice.of("c"), Slice.of("q"), 0, "@daily");
      queue.repeats().next(repeat, now + 7000, now + 70, now);
    }
    return queue;
  }

  private static void change(QueueValue queue, QueueJob job, Random random, long now) {
    Slice id = Slice.of(job.id(new Slice()).toBytes());
    queue.lease(job, now + 1 + random.nextInt(9999), now);
    switch (random.nextInt(7)) {
      case 0 -> {
        queue.done(job);
        queue.result(id, Slice.of("result"), now + queue.options().results());
      }
      case 1 -> queue.bury(job);
      case 2 -> queue.release(job);
      case 3 -> queue.comeBack(job, now + random.nextInt(99), now);
      case 4 -> queue.error(job, new byte[] {1, 2, 3});
      case 5 -> queue.extend(job, now + 5, now);
      default -> {}
    }
  }
}
