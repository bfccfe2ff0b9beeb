package io.miniredis.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The standalone jar as a child process: on a free port of the loopback address, with a directory
 * of its own. {@code -Dmini-redis.jar=FILE} names the jar; the build sets it.
 */
public final class MiniRedisProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final int port;
  private final Path directory;

  private MiniRedisProcess(Process process, int port, Path directory) {
    this.process = process;
    this.port = port;
    this.directory = directory;
  }

  /**
   * Starts a server and returns once it answers PING.
   *
   * @param arguments more of the command line, {@code "--requirepass", "secret"}
   */
  public static MiniRedisProcess start(String... arguments) {
    return launch(arguments).answering();
  }

  /** As {@link #start}, with a configuration file in front of everything else. */
  public static MiniRedisProcess startWithFile(Path file, String... arguments) {
    return launchWithFile(file, arguments).answering();
  }

  /** Starts a server and returns at once. */
  public static MiniRedisProcess launch(String... arguments) {
    return launch(List.of(), arguments);
  }

  /** As {@link #launch}, with a configuration file in front of everything else. */
  public static MiniRedisProcess launchWithFile(Path file, String... arguments) {
    return launch(List.of(file.toString()), arguments);
  }

  private static MiniRedisProcess launch(List<String> first, String... arguments) {
    try {
      int port = freePort();
      Path directory = Files.createTempDirectory("mini-redis-it");
      List<String> command = new ArrayList<>(java());
      command.addAll(first);
      command.addAll(List.of("--port", Integer.toString(port), "--dir", directory.toString()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      return new MiniRedisProcess(process, port, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command line up to and without the server's own arguments. */
  public static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dio.netty.leakDetection.level=paranoid",
        "-jar",
        jar().toString());
  }

  /** The standalone jar. */
  public static Path jar() {
    Path jar = Path.of(System.getProperty("mini-redis.jar", "server/target/mini-redis.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no " + jar.toAbsolutePath() + ": run `mvn verify`");
    }
    return jar;
  }

  public int port() {
    return port;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** All that it has printed so far. */
  public String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the process ends by itself, and returns its exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still runs after " + PATIENCE + ":\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Sends SIGTERM, and returns the exit code. */
  public int terminate() {
    process.destroy();
    return awaitExit();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(MiniRedisProcess::delete);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once it answers, and has loaded its data. */
  public MiniRedisProcess answering() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String log = log();
        close();
        throw new AssertionError("the server does not answer on port " + port + ":\n" + log);
      }
    }
    return this;
  }

  /** Any reply will do: a server with a password says NOAUTH. Waits a little when there is none. */
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      String reply =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return reply != null && !reply.startsWith("-LOADING");
    } catch (IOException notYet) {
      try {
        process.waitFor(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      return false;
    }
  }

  /** A port of the loopback address that nobody listens on, as of now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
