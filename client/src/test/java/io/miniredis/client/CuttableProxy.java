package io.miniredis.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A network between client and server that can be cut, and that can hold everything up. */
final class CuttableProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition goesOn = lock.newCondition();
  private volatile int target;
  private boolean held;
  private volatile boolean closed;

  CuttableProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String uri() {
    return "redis://127.0.0.1:" + listener.getLocalPort();
  }

  /** Where new connections lead. */
  void target(int port) {
    target = port;
  }

  /** Ends all connections. */
  void cut() {
    sockets.forEach(CuttableProxy::end);
  }

  /** Ends one connection of those that are there. */
  void cutOne(int which) {
    Socket[] all = sockets.toArray(Socket[]::new);
    if (all.length > 0) {
      end(all[which % all.length]);
    }
  }

  /** Lets nothing through, in either direction, until {@link #goOn}. */
  void hold() {
    lock.lock();
    try {
      held = true;
    } finally {
      lock.unlock();
    }
  }

  void goOn() {
    lock.lock();
    try {
      held = false;
      goesOn.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        Socket server;
        try {
          server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException refused) {
          end(client);
          continue;
        }
        sockets.add(client);
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
      } catch (IOException e) {
        if (!closed) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[65536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitGoOn();
        out.write(buffer, 0, n);
      }
    } catch (IOException | InterruptedException e) {
      // The connection is over: the other side learns it below.
    } finally {
      end(from);
      end(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void awaitGoOn() throws InterruptedException {
    lock.lock();
    try {
      while (held) {
        goesOn.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    goOn();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
