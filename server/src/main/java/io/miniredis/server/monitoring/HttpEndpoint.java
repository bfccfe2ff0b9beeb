package io.miniredis.server.monitoring;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As much of HTTP/1.1 as those need who ask for a page from time to time: one GET a connection, on
 * virtual threads. A few connections at a time, each for a few seconds in all, so that nobody who
 * sends or reads slowly takes the endpoint from others for long.
 *
 * <p>The JDK's own HTTP server has its bounds in system properties, which belong to the program
 * around us; Netty's codec would be one more dependency for three pages.
 */
final class HttpEndpoint implements AutoCloseable {
  static final int MAX_CONNECTIONS = 16;

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int DRAINED_BYTES = 64 * 1024;

  private final Map<String, Supplier<HttpReply>> pages;
  private final ScheduledExecutorService timer;
  private final long limitMillis;
  private final ServerSocket listening = new ServerSocket();
  private final Thread accepting;
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
  private final ExecutorService connections =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mini-redis-http-", 0).factory());

  /**
   * Listens, and answers from now on.
   *
   * @param bind an address or {@code *}
   * @param port 0 for a free one
   * @param timer ends connections that take longer than {@code limitMillis}
   * @param pages by their paths
   * @throws IOException if the address cannot be had; its message tells which
   */
  HttpEndpoint(
      String bind,
      int port,
      ScheduledExecutorService timer,
      long limitMillis,
      Map<String, Supplier<HttpReply>> pages)
      throws IOException {
    this.timer = timer;
    this.limitMillis = limitMillis;
    this.pages = pages;
    try {
      listening.setReuseAddress(true);
      listening.bind(
          bind.equals("*")
              ? new InetSocketAddress(port)
              : new InetSocketAddress(InetAddress.getByName(bind), port));
    } catch (IOException e) {
      listening.close();
      throw new IOException(
          "Could not create the metrics socket " + bind + ":" + port + ": " + e.getMessage(), e);
    }
    accepting = Thread.ofPlatform().name("mini-redis-metrics").daemon().start(this::accept);
  }

  /** The port that it listens on. */
  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        admit(listening.accept());
      } catch (IOException e) {
        if (!listening.isClosed()) {
          LOG.warn("the metrics endpoint could not accept a connection: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  /** So that a process out of file descriptors has something else to do than to say so. */
  private void pause() {
    try {
      Thread.sleep(limitMillis / 10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit(Socket socket) throws IOException {
    if (!places.tryAcquire()) {
      socket.close();
      return;
    }
    try {
      connections.execute(() -> serve(socket));
    } catch (RejectedExecutionException e) {
      places.release();
      socket.close();
    }
  }

  private void serve(Socket connection) {
    try (Socket socket = connection) {
      Future<?> end = timer.schedule(() -> cut(socket), limitMillis, TimeUnit.MILLISECONDS);
      try {
        socket.getOutputStream().write(answer(socket.getInputStream()).bytes());
        socket.shutdownOutput();
        drain(socket.getInputStream());
      } finally {
        end.cancel(false);
      }
    } catch (IOException | RejectedExecutionException e) {
      LOG.debug("a connection to the metrics endpoint ended early: {}", e.getMessage());
    } finally {
      places.release();
    }
  }

  private HttpReply answer(InputStream in) throws IOException {
    try {
      return HttpRequest.answer(in, pages);
    } catch (RuntimeException e) {
      LOG.error("the metrics endpoint failed", e);
      return HttpReply.FAILED;
    }
  }

  /** Takes what else the peer sends: to close before would make its system forget the reply. */
  private static void drain(InputStream in) throws IOException {
    byte[] some = new byte[1024];
    int rest = DRAINED_BYTES;
    for (int n = 0; n >= 0 && rest > 0; rest -= n) {
      n = in.read(some);
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a socket does not close: {}", e.getMessage());
    }
  }

  /** Stops listening and ends every connection. */
  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      LOG.debug("a socket does not close: {}", e.getMessage());
    }
    connections.shutdownNow(); // an interrupt closes a virtual thread's socket
    try {
      accepting.join(limitMillis); // while it waits for a connection, the port is taken
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
