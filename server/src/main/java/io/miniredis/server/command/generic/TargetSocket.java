package io.miniredis.server.command.generic;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A connection to another server for MIGRATE: every wait, for a connection, for room and for bytes,
 * ends after a time. For one thread, which is no event loop.
 */
final class TargetSocket implements AutoCloseable {
  private static final int LONGEST_LINE = 1024;

  private final Selector selector;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final long timeoutMillis;
  private final ByteBuffer in = ByteBuffer.allocate(4096).flip();

  /**
   * Connects.
   *
   * @throws IOException if that fails or takes longer than the time
   */
  TargetSocket(InetSocketAddress address, long timeoutMillis) throws IOException {
    this.timeoutMillis = timeoutMillis;
    selector = Selector.open();
    channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      key = channel.register(selector, 0);
      if (!channel.connect(address)) {
        await(SelectionKey.OP_CONNECT);
        channel.finishConnect();
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  /** The next line, without its end. */
  String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      if (!in.hasRemaining()) {
        fill();
      }
      char c = (char) (in.get() & 0xff);
      if (c == '\n') {
        return line.toString().stripTrailing();
      }
      line.append(c);
    }
    throw new IOException("a line that does not end");
  }

  private void fill() throws IOException {
    in.clear();
    int n = channel.read(in);
    while (n == 0) {
      await(SelectionKey.OP_READ);
      n = channel.read(in);
    }
    if (n < 0) {
      throw new EOFException("closed");
    }
    in.flip();
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    selector.selectedKeys().clear();
    if (selector.select(timeoutMillis) == 0) {
      throw new SocketTimeoutException("timeout");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    selector.close();
  }

  /** The bytes of a command's words. */
  static byte[] words(byte[]... words) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    out.writeBytes(ascii("*" + words.length + "\r\n"));
    for (byte[] word : words) {
      out.writeBytes(ascii("$" + word.length + "\r\n"));
      out.writeBytes(word);
      out.writeBytes(ascii("\r\n"));
    }
    return out.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
