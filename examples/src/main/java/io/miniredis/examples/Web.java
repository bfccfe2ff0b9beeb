package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.wrapFuture;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's HTTP client, both ways. */
final class Web {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** Lets the loop's other coroutines run until the page is there. */
  String fetch(URI page) {
    HttpRequest request = HttpRequest.newBuilder(page).build();
    HttpResponse<String> response =
        await(wrapFuture(client.sendAsync(request, BodyHandlers.ofString())));
    return response.body();
  }

  /** Blocks the calling thread, and with it the loop, if this is called in one. */
  String fetchBlocking(URI page) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
  }
}
