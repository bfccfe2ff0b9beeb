package io.miniredis.it.conformance;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running server of either kind. */
interface TestServer extends AutoCloseable {
  int port();

  @Override
  void close();

  /** What it says of itself, {@code 7.0.15}. */
  default String version() throws IOException {
    try (Wire wire = new Wire(port())) {
      String info = wire.call("INFO", "server").reply().string();
      Matcher version = Pattern.compile("redis_version:([\\d.]+)").matcher(info);
      if (!version.find()) {
        throw new IOException("INFO names no redis_version: " + info);
      }
      return version.group(1);
    }
  }
}
