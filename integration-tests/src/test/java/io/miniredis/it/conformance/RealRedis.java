package io.miniredis.it.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real redis-server as a child process, with an own directory and nothing written to disk. The
 * program is {@code -Dconformance.redis=FILE}, or else {@code redis-server} from the PATH.
 */
final class RealRedis implements TestServer {
  private static final long START_TIMEOUT_NANOS = 10_000_000_000L;
  private final Process process;
  private final int port;
  private final Path directory;

  private RealRedis(Process process, int port, Path directory) {
    this.process = process;
    this.port = port;
    this.directory = directory;
  }

  /** Where the program is; empty when it is not installed. */
  static Optional<Path> find() {
    String chosen = System.getProperty("conformance.redis", "");
    if (!chosen.isEmpty()) {
      return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static RealRedis start(Path program) {
    return start(program, List.of());
  }

  /**
   * Starts one.
   *
   * @param settings words of the command line: {@code --appendonly yes --dir ...}
   */
  static RealRedis start(Path program, List<String> settings) {
    try {
      for (int attempt = 1; ; attempt++) {
        RealRedis server = launch(program, settings);
        if (server.answers()) {
          return server;
        }
        String log = Files.readString(server.directory.resolve("log"));
        server.close();
        if (attempt == 3) {
          throw new IOException(program + " does not start: " + log);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RealRedis launch(Path program, List<String> settings) throws IOException {
    int port = freePort();
    Path directory = Files.createTempDirectory("conformance-redis");
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
    words.addAll(List.of("--enable-debug-command", "yes", "--enable-module-command", "yes"));
    words.addAll(List.of("--dir", directory.toString()));
    words.addAll(settings);
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    return new RealRedis(process, port, directory);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    long deadline = System.nanoTime() + START_TIMEOUT_NANOS;
    while (!endsWithin(5) && System.nanoTime() < deadline) {
      try (Wire wire = new Wire(port)) {
        if (wire.call("PING").raw().equals("+PONG\r\n")) { // it may still be loading
          return true;
        }
      } catch (IOException notYet) {
        continue;
      }
    }
    return false;
  }

  private boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      for (String name : List.of("log", "dump.rdb")) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.deleteIfExists(directory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException leftBehind) {
      throw new UncheckedIOException(leftBehind);
    }
  }
}
