package io.miniredis.server.pubsub;

/** Who gets messages. Is called by its own event loop alone. */
public interface Subscriber {
  /** The protocol that its messages are to be in: 2 or 3. */
  int protocol();

  /**
   * Sends it bytes, soon.
   *
   * @param frame shared with other subscribers: not to be written to
   */
  void push(byte[] frame);
}
