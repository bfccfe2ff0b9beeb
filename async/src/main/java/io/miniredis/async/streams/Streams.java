package io.miniredis.async.streams;

import io.miniredis.async.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Servers and connections, made to be imported statically.
 *
 * <pre>{@code
 * Server server = startServer((reader, writer) -> {
 *   try (writer) {
 *     for (byte[] line : reader) {
 *       writer.write(line);
 *       writer.drain();
 *     }
 *   }
 * }, "127.0.0.1", 8888);
 * server.serveForever();
 * }</pre>
 */
public final class Streams {
  private Streams() {}

  /**
   * Listens on {@code port} of {@code host}, and runs {@code handler} in a task of its own for each
   * connection.
   *
   * @param host a name or an address; all addresses that a name has are listened on. Null or empty:
   *     every address of the machine
   * @param port 0 for a free one, which {@link Server#port()} tells
   * @throws IOException if the name is unknown or the address cannot be had
   * @throws io.miniredis.async.RuntimeError outside a coroutine
   */
  public static Server startServer(StreamHandler handler, @Nullable String host, int port)
      throws IOException {
    return startServer(handler, host, port, StreamOptions.defaults());
  }

  /** The same, with options. */
  public static Server startServer(
      StreamHandler handler, @Nullable String host, int port, StreamOptions options)
      throws IOException {
    EventLoop loop = EventLoop.getRunningLoop();
    Server server = new Server(loop, handler, options);
    server.bind(Addresses.toListenOn(host, port));
    return server;
  }

  /**
   * Connects to {@code port} of {@code host}. The addresses of a name are tried one after the
   * other.
   *
   * @throws IOException if none of them answers; the others' failures are suppressed ones of the
   *     first
   * @throws io.miniredis.async.RuntimeError outside a coroutine
   */
  public static Connection openConnection(String host, int port) throws IOException {
    return openConnection(host, port, StreamOptions.defaults());
  }

  /** The same, with options. */
  public static Connection openConnection(String host, int port, StreamOptions options)
      throws IOException {
    EventLoop loop = EventLoop.getRunningLoop();
    return new Connecting(loop, options, host, port).any(Addresses.of(host, port));
  }

  /**
   * Listens on a Unix socket. A socket that an earlier server left at {@code path} is replaced; any
   * other file there is an error. What has that name when the server is closed is deleted then:
   * unlike in Python, also the socket of a server that replaced it.
   *
   * @throws IOException if the path cannot be bound
   * @throws UnsupportedOperationException where the platform has no Unix sockets
   */
  public static Server startUnixServer(StreamHandler handler, Path path) throws IOException {
    return startUnixServer(handler, path, StreamOptions.defaults());
  }

  /** The same, with options. */
  public static Server startUnixServer(StreamHandler handler, Path path, StreamOptions options)
      throws IOException {
    EventLoop loop = EventLoop.getRunningLoop();
    Server server = new Server(loop, handler, options);
    server.bindUnix(path);
    return server;
  }

  /**
   * Connects to the Unix socket at {@code path}.
   *
   * @throws IOException if nobody listens there
   */
  public static Connection openUnixConnection(Path path) throws IOException {
    return openUnixConnection(path, StreamOptions.defaults());
  }

  /** The same, with options. */
  public static Connection openUnixConnection(Path path, StreamOptions options) throws IOException {
    EventLoop loop = EventLoop.getRunningLoop();
    return new Connecting(loop, options, "", 0).unix(path);
  }
}
