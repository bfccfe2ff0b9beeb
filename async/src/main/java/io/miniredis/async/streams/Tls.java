package io.miniredis.async.streams;

import io.miniredis.async.Future;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The JDK's TLS in Netty's pipelines. */
final class Tls {
  private Tls() {}

  /** For the client's side; the server's name is verified unless it is empty. */
  static SslHandler client(SSLContext context, String host, int port, StreamOptions options) {
    String given = options.serverHostname();
    String name = given == null ? host : given;
    SSLEngine engine =
        name.isEmpty() ? context.createSSLEngine() : context.createSSLEngine(name, port);
    engine.setUseClientMode(true);
    if (!name.isEmpty()) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
    return handler(engine, options);
  }

  static SslHandler server(SSLContext context, StreamOptions options) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return handler(engine, options);
  }

  private static SslHandler handler(SSLEngine engine, StreamOptions options) {
    SslHandler handler = new SslHandler(engine);
    handler.setHandshakeTimeoutMillis(options.handshakeTimeout().toMillis());
    return handler;
  }

  /** Puts TLS under a connection that stands, and waits for the handshake. */
  static void start(Link link, StreamOptions options) throws IOException {
    SSLContext context = options.tls();
    if (context == null) {
      throw new IllegalArgumentException("startTls needs an SSLContext: StreamOptions.tls");
    }
    link.out.flush();
    SslHandler handler =
        link.isServerSide() ? server(context, options) : client(context, "", 0, options);
    link.channel.pipeline().addFirst("tls", handler);
    handshake(link, handler);
  }

  /** Waits for the handshake of {@code link}; a cancelled wait aborts the connection. */
  static void handshake(Link link, SslHandler handler) throws IOException {
    io.netty.util.concurrent.Future<Channel> shaken = handler.handshakeFuture();
    if (!shaken.isDone()) {
      Future<@Nullable Void> done = link.loop.createFuture();
      shaken.addListener(
          f -> {
            if (!done.done()) {
              done.setResult(null);
            }
          });
      boolean over = false;
      try {
        done.await();
        over = true;
      } finally {
        if (!over) {
          link.abort();
        }
      }
    }
    Throwable problem = shaken.cause();
    if (problem != null) {
      link.fail(problem);
      throw Problems.of(problem);
    }
  }
}
