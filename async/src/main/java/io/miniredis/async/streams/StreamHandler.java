package io.miniredis.async.streams;

/** What a server does with a connection: a coroutine that runs in a task of its own. */
@FunctionalInterface
public interface StreamHandler {
  /**
   * Serves the connection, and closes {@code writer} unless it handed it to somebody else. A
   * connection whose handler has ended without doing either stays open.
   *
   * @throws Exception which the loop's exception handler is told of; the connection is closed then
   */
  void connected(StreamReader reader, StreamWriter writer) throws Exception;
}
