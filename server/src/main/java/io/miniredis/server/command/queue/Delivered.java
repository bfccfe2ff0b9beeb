package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Undo;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;
import java.util.ArrayList;
import java.util.List;

/** The jobs that a waiting client was given: they go back if it turns out to be gone. */
final class Delivered implements Undo {
  private record Job(
      int key,
      byte[] id,
      int deliveries,
      boolean leased,
      byte[] payload,
      long priority,
      long put) {}

  private static final byte[] NOTHING = {};

  private final List<Job> jobs = new ArrayList<>(1);

  void add(int key, QueueJob job, boolean leased) {
    Slice view = new Slice();
    jobs.add(
        new Job(
            key,
            job.id(view).toBytes(),
            job.deliveries(),
            leased,
            leased ? NOTHING : job.payload(view).toBytes(),
            job.priority(),
            job.putAt()));
  }

  @Override
  public void run(Call call) {
    for (int i = jobs.size() - 1;
        i >= 0;
        i--) { // the last first: each becomes the next to be taken
      Job given = jobs.get(i);
      QueueValue queue = call.find(given.key, QueueValue.TYPE);
      if (queue != null) {
        giveBack(call, queue, given);
        call.changed(given.key, QueueEvents.RELEASE);
      }
    }
  }

  private static void giveBack(Call call, QueueValue queue, Job given) {
    Slice id = Slice.of(given.id);
    if (!given.leased) {
      Slice payload = Slice.of(given.payload);
      queue.putBack(id, payload, given.deliveries, given.priority, given.put);
      Told.putBack(call, given.key, id, payload, given.put, given.deliveries, given.priority);
      return;
    }
    QueueJob job = queue.find(id);
    if (job != null && job.isHeld(call.ticks().now()) && job.deliveries() == given.deliveries) {
      queue.release(job);
      Told.of(call, given.key, "RELEASE", job);
    }
  }
}
