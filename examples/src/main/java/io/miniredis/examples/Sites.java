package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.gather;

import io.miniredis.async.Async;
import io.miniredis.async.Awaitable;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several sites at once: those of the command line, or three pages of this program's own. */
final class Sites implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) {
    Web web = new Web();
    try (CountingServer own = new CountingServer(arguments.port(0))) {
      List<URI> sites = new ArrayList<>();
      arguments.plain().forEach(site -> sites.add(URI.create(site)));
      if (sites.isEmpty()) {
        for (int delay : new int[] {100, 200, 300}) {
          sites.add(own.page(delay));
        }
      }
      Stopwatch watch = new Stopwatch();
      List<@Nullable Object> pages = Async.run(() -> await(gather(true, requests(web, sites))));
      for (int i = 0; i < pages.size(); i++) {
        Object page = pages.get(i);
        out.println(
            sites.get(i)
                + (page instanceof String text
                    ? ": " + text.length() + " characters"
                    : ": " + page));
      }
      out.println(pages.size() + " sites in " + watch);
    }
  }

  private static List<Awaitable<String>> requests(Web web, List<URI> sites) {
    List<Awaitable<String>> requests = new ArrayList<>();
    for (URI site : sites) {
      requests.add(() -> web.fetch(site));
    }
    return requests;
  }
}
