package io.miniredis.async.streams;

/**
 * Both directions of a connection that was opened. {@link #close()} is that of the writer, so that
 * {@code try} with resources ends the connection.
 *
 * @param reader what the peer sends
 * @param writer what is sent to the peer
 */
public record Connection(StreamReader reader, StreamWriter writer) implements AutoCloseable {
  @Override
  public void close() {
    writer.close();
  }
}
