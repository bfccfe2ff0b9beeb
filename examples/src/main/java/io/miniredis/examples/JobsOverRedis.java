package io.miniredis.examples;

import io.miniredis.client.Codec;
import io.miniredis.client.MiniRedisQueues;
import io.miniredis.client.Queue;
import io.miniredis.client.Worker;
import io.miniredis.server.MiniRedis;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Ten jobs and three workers, over a queue of a Mini-Redis server that runs in this program. */
final class JobsOverRedis implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) throws InterruptedException {
    WorkLog log = new WorkLog(out);
    try (MiniRedis server = MiniRedis.builder().port(arguments.port(0)).config("save", "").start();
        MiniRedisQueues queues = MiniRedisQueues.connect(server.uri())) {
      out.println("a server listens on port " + server.port());
      Queue<String> queue = queues.queue("jobs", Codec.string());
      for (int job = 0; job < WorkLog.JOBS; job++) {
        queue.put(Integer.toString(job));
        log.put(job);
      }
      List<Worker> workers = new ArrayList<>();
      for (String name : List.of("worker-1", "worker-2", "worker-3")) {
        workers.add(
            Worker.builder(
                    queue,
                    job -> {
                      int number = Integer.parseInt(job.payload());
                      Thread.sleep(WorkLog.millis(number));
                      log.done(name, number);
                    })
                .concurrency(1)
                .prefetch(0)
                .start());
      }
      queue.join();
      workers.forEach(Worker::close);
      log.summary();
    }
  }
}
