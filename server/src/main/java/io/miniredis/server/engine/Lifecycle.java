package io.miniredis.server.engine;

/** The server around the engine, as far as commands tell of it or may end it. */
public interface Lifecycle {
  /** The TCP port that it listens on. */
  int port();

  /** How it waits for sockets: io_uring, epoll or nio. */
  String transport();

  /** Ends the server, in a thread of its own: the caller is an event loop, which ends with it. */
  void shutDown();

  /** As {@link #shutDown}, but because something failed that must not: a process tells that. */
  void fail();
}
