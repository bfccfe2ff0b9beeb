package io.miniredis.server.engine;

import java.util.function.Consumer;

/**
 * The connection behind a session, as far as the engine knows it. Every method but {@link #push}
 * may be called from any thread.
 */
public interface Link {
  /** The peer's address as CLIENT LIST prints it: {@code 127.0.0.1:50012}. */
  String remoteAddress();

  /** The address that the peer connected to. */
  String localAddress();

  /** Whether the peer is on this machine. */
  boolean isLocal();

  /** The number of the connection's file descriptor, or -1 where there is none. */
  int fileDescriptor();

  /** Closes the connection at once; replies that have not gone out yet are lost. */
  void close();

  /** Whether the connection's event loop is the thread that asks. */
  boolean isOnThisLoop();

  /** Goes on with input that was held back ({@link Dispatcher.Outcome#HELD}). */
  void resume();

  /**
   * Ends the wait of the session's command with its reply, and goes on with the input behind it.
   *
   * @param undelivered is called on the connection's event loop, with its dispatcher, if the
   *     connection has ended before
   * @return false if that event loop has ended, so that nothing will happen
   */
  boolean answer(byte[] reply, Consumer<Dispatcher> undelivered);

  /** Runs something on the connection's event loop. */
  void execute(Runnable task);

  /**
   * Sends bytes that are no reply, soon: at once where commands of the connection are not running,
   * else behind the reply of the one that is. By the connection's own event loop alone.
   *
   * @param frame may be shared: not to be written to
   */
  void push(byte[] frame);

  /** Bytes read but not yet executed. */
  long inputBytes();

  /** Bytes of capacity that hold unexecuted input. */
  long inputCapacity();

  /** Bytes of replies that the peer has not taken yet. */
  long outputBytes();

  /** Bytes received and sent since the connection began. */
  long totalInput();

  long totalOutput();
}
