package io.miniredis.server.launcher;

import io.miniredis.server.MiniRedis;
import io.miniredis.server.command.Commands;
import io.miniredis.server.config.CommandLine;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.ConfigException;
import io.miniredis.server.persistence.AofCheck;
import io.miniredis.server.persistence.RdbCheck;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The standalone program's entry point. */
public final class Main {
  private static final int FAILURE = 1;
  private static final String NETTY_RECORDER_EVENTS = "io.netty.jfr.enabled";

  private Main() {}

  /** Starts the server that the arguments describe, and runs until it is told to end. */
  public static void main(String[] args) {
    if (System.getProperty(NETTY_RECORDER_EVENTS) == null) {
      System.setProperty(NETTY_RECORDER_EVENTS, "false"); // their classes cost a tenth of a second
    }
    if (args.length > 0 && args[0].equals("check-rdb")) {
      checkRdb(args);
      return;
    }
    if (args.length > 0 && args[0].equals("check-aof")) {
      checkAof(args);
      return;
    }
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

  /** Ends with status 0 if the file is whole, else with 1. */
  private static void checkRdb(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: mini-redis check-rdb FILE");
      Runtime.getRuntime().halt(FAILURE);
    }
    if (!RdbCheck.check(Path.of(args[1]), System.out::println)) {
      System.out.flush();
      Runtime.getRuntime().halt(FAILURE);
    }
  }

  /** Ends with status 0 if everything is whole, else with 1. */
  private static void checkAof(String[] args) {
    boolean fixes = args.length == 3 && args[1].equals("--fix");
    if (args.length != (fixes ? 3 : 2)) {
      System.err.println("usage: mini-redis check-aof [--fix] FILE");
      Runtime.getRuntime().halt(FAILURE);
    }
    Path file = Path.of(args[args.length - 1]);
    if (!AofCheck.check(file, Commands.table(Map.of()), fixes, System.out::println)) {
      System.out.flush();
      Runtime.getRuntime().halt(FAILURE);
    }
  }

  private static void fail(Throwable why) {
    System.err.println("mini-redis: " + why.getMessage());
    Runtime.getRuntime().halt(FAILURE); // the shutdown hook would make a success of it
  }

  private static void serve(Config config) {
    LogLevels.apply(config);
    Ending ending = new Ending(LoggerFactory.getLogger(Main.class));
    Runtime.getRuntime().addShutdownHook(new Thread(ending, "shutdown"));
    MiniRedis server = ending.serve(config);
    config.warnings().forEach(ending.log::warn);
    ending.log.info(
        "Mini-Redis {} ready to accept connections on port {} ({}, {} event loops, pid {})",
        MiniRedis.version(),
        server.port(),
        server.transport(),
        server.eventLoops(),
        ProcessHandle.current().pid());
    try {
      ending.shutDown.await(); // a signal runs the hook instead
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  /**
   * Ends the server when the process is told to end, be it while it starts. A signal is no failure:
   * the exit status is 0, not the signal's.
   */
  private static final class Ending implements Runnable {
    private final Logger log;
    private final CountDownLatch shutDown = new CountDownLatch(1);
    private volatile @Nullable MiniRedis server;

    Ending(Logger log) {
      this.log = log;
    }

    MiniRedis serve(Config config) {
      MiniRedis started =
          MiniRedis.builder()
              .config(config)
              .onShutdown(shutDown::countDown)
              .onFailure(() -> Runtime.getRuntime().halt(FAILURE))
              .start();
      server = started;
      return started;
    }

    @Override
    public void run() {
      log.info("Shutting down");
      MiniRedis s = server;
      if (s != null) {
        s.close();
      }
      log.info("Mini-Redis is now ready to exit, bye bye...");
      Runtime.getRuntime().halt(0);
    }
  }
}
