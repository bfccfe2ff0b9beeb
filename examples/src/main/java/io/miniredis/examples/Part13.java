package io.miniredis.examples;

import static io.miniredis.async.Async.asCompleted;
import static io.miniredis.async.Async.await;

import io.miniredis.async.Async;
import io.miniredis.async.Awaitable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Part 13: asCompleted gives results in the order in which they come. */
final class Part13 implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) {
    Web web = new Web();
    try (CountingServer server = new CountingServer(arguments.port(0))) {
      Async.run(
          () -> {
            web.fetch(server.page(0));
            List<Awaitable<String>> requests = new ArrayList<>();
            for (int delay : new int[] {300, 100, 200}) {
              out.println("asked for the page of " + delay + " ms");
              requests.add(
                  () -> {
                    web.fetch(server.page(delay));
                    return "the page of " + delay + " ms";
                  });
            }
            for (Awaitable<String> next : asCompleted(requests)) {
              out.println("got " + await(next));
            }
          });
    }
  }
}
