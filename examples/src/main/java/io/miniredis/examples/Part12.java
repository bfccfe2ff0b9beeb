package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.gather;

import io.miniredis.async.Async;
import io.miniredis.async.Awaitable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Part 12: gather over HTTP requests, and the blocking way beside it. */
final class Part12 implements Example {
  private static final int REQUESTS = 5;

  @Override
  public void run(PrintStream out, Arguments arguments) throws Exception {
    Web web = new Web();
    try (CountingServer server = new CountingServer(arguments.port(0))) {
      web.fetchBlocking(server.page(0));
      Stopwatch blocking = new Stopwatch();
      for (int i = 0; i < REQUESTS; i++) {
        out.println(web.fetchBlocking(server.page(100)));
      }
      out.println("blocking, one after the other: " + blocking);

      Stopwatch gathered = new Stopwatch();
      List<String> answers =
          Async.run(
              () -> {
                List<Awaitable<String>> requests = new ArrayList<>();
                for (int i = 0; i < REQUESTS; i++) {
                  requests.add(() -> web.fetch(server.page(100)));
                }
                return await(gather(requests));
              });
      answers.stream().sorted().forEach(out::println);
      out.println("gathered: " + gathered);
    }
  }
}
