package io.miniredis.server.launcher;

import io.miniredis.server.MiniRedis;
import io.miniredis.server.config.CommandLine;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.ConfigException;
import io.miniredis.server.config.Settings;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The standalone program's entry point. */
public final class Main {
  private static final int FAILURE = 1;

  private Main() {}

  /** Starts the server that the arguments describe, and runs until it is told to end. */
  public static void main(String[] args) {
    try {
      CommandLine line = CommandLine.parse(List.of(args));
      switch (line.action()) {
        case HELP -> System.out.print(CommandLine.help());
        case VERSION -> System.out.println("Mini-Redis server v=" + MiniRedis.version());
        case SERVE -> serve(line.configure(System.in));
      }
    } catch (ConfigException | IllegalArgumentException e) {
      fail(e);
    } catch (UncheckedIOException e) {
      fail(e.getCause() == null ? e : e.getCause());
    }
  }

  private static void fail(Throwable why) {
    System.err.println("mini-redis: " + why.getMessage());
    System.exit(FAILURE);
  }

  private static void serve(Config config) {
    LogLevels.apply(config);
    Logger log = LoggerFactory.getLogger(Main.class);
    CountDownLatch ended = new CountDownLatch(1);
    MiniRedis server = MiniRedis.builder().config(config).onShutdown(ended::countDown).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, log), "shutdown"));
    config.warnings().forEach(log::warn);
    log.info(
        "Mini-Redis {} ready to accept connections on port {} ({}, {} event loops, pid {})",
        MiniRedis.version(),
        config.integer(Settings.PORT) == 0 ? server.port() : config.integer(Settings.PORT),
        server.transport(),
        server.eventLoops(),
        ProcessHandle.current().pid());
    try {
      ended.await(); // until SHUTDOWN; a signal runs the hook instead
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  /** Being told to end by a signal is no failure: the exit status is 0, not the signal's. */
  private static void end(MiniRedis server, Logger log) {
    log.info("Shutting down");
    server.close();
    log.info("Mini-Redis is now ready to exit, bye bye...");
    Runtime.getRuntime().halt(0);
  }
}
