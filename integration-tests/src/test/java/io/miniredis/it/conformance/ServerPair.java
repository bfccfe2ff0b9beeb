package io.miniredis.it.conformance;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Our server and a real one, both empty.
 *
 * <p>{@code -Dconformance.ours} chooses another server to play our part: the port of one that runs
 * already, or the file of a redis-server, which checks the cases themselves.
 */
record ServerPair(TestServer ours, TestServer real) implements AutoCloseable {
  /** Starts both; without a redis-server this skips the test, and fails it where CI is set. */
  static ServerPair start() {
    return new ServerPair(startOurs(), startReal());
  }

  /** Starts a real server; without one this skips the test, and fails it where CI is set. */
  static RealRedis startReal() {
    Optional<Path> program = RealRedis.find();
    if (program.isEmpty()) {
      String message = "no redis-server to compare with: install it or set -Dconformance.redis";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
    return RealRedis.start(program.orElseThrow());
  }

  /** Starts what plays our part. */
  static TestServer startOurs() {
    String chosen = System.getProperty("conformance.ours", "");
    if (chosen.matches("\\d+")) {
      return new RunningServer(Integer.parseInt(chosen));
    }
    return chosen.isEmpty() ? OurServer.start() : RealRedis.start(Path.of(chosen));
  }

  @Override
  public void close() {
    ours.close();
    real.close();
  }

  /** A server that somebody else started and stops. */
  private record RunningServer(int port) implements TestServer {
    @Override
    public void close() {}
  }
}
