package io.miniredis.benchmarks;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.streams.Streams.openConnection;
import static io.miniredis.async.streams.Streams.startServer;

import io.miniredis.async.Async;
import io.miniredis.async.AsyncRunnable;
import io.miniredis.async.Coroutine;
import io.miniredis.async.streams.Connection;
import io.miniredis.async.streams.Server;
import io.miniredis.async.streams.StreamHandler;
import io.miniredis.examples.Part17;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What streams do in a second; server and clients are coroutines of one loop. */
final class StreamRates {
  private static final String HERE = "127.0.0.1";

  private StreamRates() {}

  /** Lines that went there and back over one connection. */
  static double echo(int lines) {
    return withServer(
        (reader, writer) -> {
          try (writer) {
            for (byte[] line : reader) {
              writer.write(line);
              writer.drain();
            }
          }
        },
        port -> exchange(port, lines, 1, "hello, world\n", "hello, world\n"),
        1,
        lines);
  }

  /**
   * Requests to the mini Redis of part 17 that were answered, over {@code connections} at once.
   *
   * @param window how many a client sends before it reads their answers
   */
  static double part17(int connections, int each, int window) {
    String[] dialogue = {
      "PUT key value\n".repeat(window), "OK\n", "GET key\n".repeat(window), "OK value\n"
    };
    return withServer(
        new Part17()::serve,
        port -> exchange(port, each / window, window, dialogue),
        connections,
        connections * each);
  }

  /** Sends every second of {@code dialogue}, and expects the one after it {@code answers} times. */
  private static void exchange(int port, int times, int answers, String... dialogue)
      throws IOException {
    try (Connection connection = openConnection(HERE, port)) {
      for (int i = 0; i < times; i++) {
        int at = i * 2 % dialogue.length;
        connection.writer().write(dialogue[at]);
        connection.writer().drain();
        for (int n = 0; n < answers; n++) {
          byte[] answer = connection.reader().readLine();
          if (answer.length != dialogue[at + 1].length()) {
            throw new AssertionError(new String(answer, StandardCharsets.UTF_8));
          }
        }
      }
    }
  }

  /** A client of a port. */
  private interface Client {
    void run(int port) throws IOException;
  }

  private static double withServer(StreamHandler handler, Client client, int clients, int count) {
    return Async.<Double>run(
        () -> {
          Server server = startServer(handler, HERE, 0);
          int port = server.port();
          AsyncRunnable one = () -> client.run(port);
          List<Coroutine<?>> all = new ArrayList<>();
          for (int i = 0; i < clients; i++) {
            all.add(Coroutine.of(one));
          }
          long start = System.nanoTime();
          await(gather(all));
          double rate = count * 1e9 / (System.nanoTime() - start);
          server.close();
          server.waitClosed();
          return rate;
        });
  }
}
