package io.miniredis.examples;

import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.Queue;
import io.miniredis.async.Task;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Ten jobs and three workers, which are cancelled when the queue was worked off. */
final class Jobs implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) {
    WorkLog log = new WorkLog(out);
    Async.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          for (int job = 0; job < WorkLog.JOBS; job++) {
            queue.putNowait(job);
            log.put(job);
          }
          List<Task<?>> workers = new ArrayList<>();
          for (String name : List.of("worker-1", "worker-2", "worker-3")) {
            workers.add(createTask(name, () -> work(queue, name, log)));
          }
          Stopwatch watch = new Stopwatch();
          queue.join();
          out.println("all done in " + watch);
          workers.forEach(Task::cancel);
          Async.await(gather(true, workers));
          log.summary();
        });
  }

  private static void work(Queue<Integer> queue, String name, WorkLog log) {
    for (; ; ) {
      int job = queue.get();
      sleep(WorkLog.millis(job) / 1000.0);
      log.done(name, job);
      queue.taskDone();
    }
  }
}
