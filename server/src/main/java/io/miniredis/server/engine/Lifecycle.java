package io.miniredis.server.engine;

/** What owns the engine, as far as commands may end it. */
public interface Lifecycle {
  /** Ends the server, in a thread of its own: the caller is an event loop, which ends with it. */
  void shutDown();
}
