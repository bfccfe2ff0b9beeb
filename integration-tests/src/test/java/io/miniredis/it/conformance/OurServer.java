package io.miniredis.it.conformance;

import io.miniredis.server.MiniRedis;

/** Our server, embedded, with the settings of {@link RealRedis}. */
record OurServer(MiniRedis server) implements TestServer {
  static OurServer start() {
    return new OurServer(
        MiniRedis.builder()
            .port(0)
            .config("save", "")
            .config("enable-debug-command", "yes")
            .config("enable-module-command", "yes")
            .start());
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
