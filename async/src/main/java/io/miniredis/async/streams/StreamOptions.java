package io.miniredis.async.streams;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a server or a connection is made: {@code defaults().limit(1024)}. Each method gives a copy
 * with one thing changed.
 *
 * @param limit bytes that {@link StreamReader#readLine} and {@link StreamReader#readUntil} give at
 *     most, and half of what a reader holds at most; 64 KiB unless set
 * @param backlog connections that wait to be accepted at most; 100 unless set
 * @param tls null for none
 * @param serverHostname the name that the server's certificate must have, and that the server is
 *     told; null for the host that is connected to, empty to accept any. Clients only
 * @param handshakeTimeout how long a TLS handshake may take; 60 seconds unless set
 * @param startServing whether a server accepts connections at once, or from {@link
 *     Server#startServing} on
 */
public record StreamOptions(
    int limit,
    int backlog,
    @Nullable SSLContext tls,
    @Nullable String serverHostname,
    Duration handshakeTimeout,
    boolean startServing) {
  private static final StreamOptions DEFAULTS =
      new StreamOptions(StreamReader.DEFAULT_LIMIT, 100, null, null, Duration.ofSeconds(60), true);

  /** Checks the numbers. */
  public StreamOptions {
    StreamReader.checkLimit(limit);
    if (backlog <= 0) {
      throw new IllegalArgumentException("backlog must be positive, was " + backlog);
    }
  }

  /** What is used when nothing is said. */
  public static StreamOptions defaults() {
    return DEFAULTS;
  }

  /** With another limit, in bytes. */
  public StreamOptions limit(int limit) {
    return new StreamOptions(limit, backlog, tls, serverHostname, handshakeTimeout, startServing);
  }

  /** With another backlog. */
  public StreamOptions backlog(int backlog) {
    return new StreamOptions(limit, backlog, tls, serverHostname, handshakeTimeout, startServing);
  }

  /** With TLS. */
  public StreamOptions tls(SSLContext tls) {
    return new StreamOptions(limit, backlog, tls, serverHostname, handshakeTimeout, startServing);
  }

  /** With a name that the server's certificate must have; empty to accept any. */
  public StreamOptions serverHostname(String serverHostname) {
    return new StreamOptions(limit, backlog, tls, serverHostname, handshakeTimeout, startServing);
  }

  /** With another time for TLS handshakes. */
  public StreamOptions handshakeTimeout(Duration handshakeTimeout) {
    return new StreamOptions(limit, backlog, tls, serverHostname, handshakeTimeout, startServing);
  }

  /** With another say about when a server accepts connections. */
  public StreamOptions startServing(boolean startServing) {
    return new StreamOptions(limit, backlog, tls, serverHostname, handshakeTimeout, startServing);
  }
}
