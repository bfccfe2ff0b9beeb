package io.miniredis.it.conformance;

import io.miniredis.server.MiniRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Our server, embedded, with the settings of {@link RealRedis}, and a directory of its own. */
record OurServer(MiniRedis server) implements TestServer {
  static OurServer start() {
    return new OurServer(
        MiniRedis.builder()
            .port(0)
            .config("dir", directory().toString())
            .config("save", "")
            .config("enable-debug-command", "yes")
            .config("enable-module-command", "yes")
            .start());
  }

  private static Path directory() {
    try {
      Path directory = Files.createTempDirectory("conformance-ours");
      directory.toFile().deleteOnExit();
      directory.resolve("dump.rdb").toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
