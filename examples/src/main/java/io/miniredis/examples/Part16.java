package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.Queue;
import io.miniredis.async.QueueShutDown;
import io.miniredis.async.Task;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Part 16: a queue with one producer and three consumers, which holds five jobs at most. */
final class Part16 implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) {
    WorkLog log = new WorkLog(out);
    Async.run(
        () -> {
          Queue<Integer> queue = new Queue<>(5);
          List<Task<?>> consumers = new ArrayList<>();
          for (String name : List.of("consumer-1", "consumer-2", "consumer-3")) {
            consumers.add(createTask(name, () -> consume(queue, name, log)));
          }
          for (int job = 0; job < WorkLog.JOBS; job++) {
            queue.put(job);
            log.put(job);
          }
          queue.shutdown();
          queue.join();
          for (Task<?> consumer : consumers) {
            await(consumer);
          }
          log.summary();
        });
  }

  private static void consume(Queue<Integer> queue, String name, WorkLog log) {
    try {
      for (; ; ) {
        int job = queue.get();
        sleep(WorkLog.millis(job) / 1000.0);
        log.done(name, job);
        queue.taskDone();
      }
    } catch (QueueShutDown over) {
      return;
    }
  }
}
