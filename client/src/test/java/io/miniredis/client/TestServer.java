package io.miniredis.client;

import static org.assertj.core.api.Assertions.fail;

import io.miniredis.server.MiniRedis;
import io.miniredis.server.engine.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our server in this JVM, whose clock stands still until it is advanced, and a client to ask it.
 */
final class TestServer implements AutoCloseable {
  private static final Pattern BLOCKED = Pattern.compile("blocked_clients:(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final ManualClock clock;
  private final MiniRedis server;
  private final RawClient raw;

  /** One that keeps nothing. */
  TestServer() {
    this(new ManualClock(1_700_000_000_000L), MiniRedis.builder().config("save", ""));
  }

  /** One that keeps every acknowledged write in a folder, and starts with what is there. */
  TestServer(ManualClock clock, Path folder) {
    this(
        clock,
        MiniRedis.builder()
            .config("dir", folder.toString())
            .config("save", "")
            .config("appendonly", "yes")
            .config("appendfsync", "always"));
  }

  private TestServer(ManualClock clock, MiniRedis.Builder builder) {
    this.clock = clock;
    server = builder.port(0).clock(clock).start();
    raw = new RawClient(server.port());
  }

  int port() {
    return server.port();
  }

  String uri() {
    return server.uri();
  }

  MiniRedisQueues connect() {
    return MiniRedisQueues.connect(uri());
  }

  /** One command of a connection of its own. */
  Object call(Object... words) {
    synchronized (raw) {
      return raw.call(words);
    }
  }

  /** Waits until so many clients wait at the server. */
  void awaitWaiting(int clients) {
    await("clients that wait to be " + clients, () -> waiting() == clients);
  }

  long waiting() {
    Matcher matcher = BLOCKED.matcher((String) call("INFO", "clients"));
    return matcher.find() ? Long.parseLong(matcher.group(1)) : fail("INFO without blocked_clients");
  }

  /** Waits until something is so, in real time: for what other threads do, never for a timeout. */
  static void await(String what, BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("waited in vain for " + what);
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  void empty() {
    call("FLUSHALL");
  }

  @Override
  public void close() {
    raw.close();
    server.close();
  }
}
