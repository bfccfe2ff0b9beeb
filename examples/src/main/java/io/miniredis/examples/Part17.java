package io.miniredis.examples;

import static io.miniredis.async.streams.Streams.startServer;

import io.miniredis.async.Async;
import io.miniredis.async.CancelledError;
import io.miniredis.async.streams.Server;
import io.miniredis.async.streams.StreamReader;
import io.miniredis.async.streams.StreamWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Part 17: a mini Redis on streams, for use with netcat. One line a request: {@code PUT k v}
 * answers {@code OK}, {@code GET k} answers {@code OK v} or {@code NONE}, {@code DEL k} answers
 * {@code OK}, {@code QUIT} closes, anything else is an {@code ERROR}. A value may have spaces.
 *
 * <p>All connections share one map, without a lock: only one coroutine runs at a time.
 */
public final class Part17 implements Example {
  /** Where it listens unless {@code --port} says otherwise. */
  private static final int PORT = 1337;

  private final Map<String, String> store = new HashMap<>();

  @Override
  public void run(PrintStream out, Arguments arguments) {
    try {
      Async.run(
          () -> {
            Server server = startServer(this::serve, "127.0.0.1", arguments.port(PORT));
            out.println(
                "listening on port " + server.port() + "; try: nc 127.0.0.1 " + server.port());
            server.serveForever();
          });
    } catch (CancelledError interrupted) {
      out.println("closed");
    }
  }

  /** Serves one connection. */
  public void serve(StreamReader reader, StreamWriter writer) throws IOException {
    try (writer) {
      for (byte[] line : reader) {
        String answer = answer(new String(line, StandardCharsets.UTF_8).strip());
        if (answer.isEmpty()) {
          return;
        }
        writer.write(answer);
        writer.drain();
      }
    }
  }

  /** The answer to a request, with its newline; empty for the wish to end. */
  private String answer(String request) {
    String[] words = request.split(" ", 3);
    switch (words[0]) {
      case "PUT":
        if (words.length == 3) {
          store.put(words[1], words[2]);
          return "OK\n";
        }
        break;
      case "GET":
        if (words.length == 2) {
          String value = store.get(words[1]);
          return value == null ? "NONE\n" : "OK " + value + "\n";
        }
        break;
      case "DEL":
        if (words.length == 2) {
          store.remove(words[1]);
          return "OK\n";
        }
        break;
      case "QUIT":
        if (words.length == 1) {
          return "";
        }
        break;
      default:
        break;
    }
    return "ERROR\n";
  }
}
