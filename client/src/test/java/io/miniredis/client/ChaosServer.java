package io.miniredis.client;

import io.miniredis.server.engine.ManualClock;
import java.nio.file.Path;

/** A server that keeps every acknowledged write, and the network in front of it. */
final class ChaosServer implements AutoCloseable {
  final ManualClock clock = new ManualClock(1_700_000_000_000L);
  final CuttableProxy network;
  private final Path folder;
  private TestServer server;

  ChaosServer(Path folder) {
    this.folder = folder;
    server = new TestServer(clock, folder);
    network = new CuttableProxy(server.port());
  }

  Object call(Object... words) {
    return server.call(words);
  }

  /** Ends, and starts with what is on the disk. */
  void restart() {
    network.target(1);
    server.close();
    server = new TestServer(clock, folder);
    network.target(server.port());
  }

  @Override
  public void close() {
    network.close();
    server.close();
  }
}
