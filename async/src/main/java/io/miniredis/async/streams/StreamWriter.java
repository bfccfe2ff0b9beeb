package io.miniredis.async.streams;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.shield;
import static io.miniredis.async.Async.sleep;

import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a peer. {@link #write} never waits; {@link #drain}, called after it, waits while
 * the peer is slower than the program, so that memory stays bounded.
 *
 * <pre>{@code
 * writer.write(data);
 * writer.drain();
 * }</pre>
 */
public final class StreamWriter implements AutoCloseable {
  private final Link link;

  StreamWriter(Link link) {
    this.link = link;
  }

  /**
   * Sends {@code bytes}, which are copied. It goes out with what else is written before the turn is
   * given away. Bytes for a connection that is closed are dropped; {@link #drain} tells.
   *
   * @throws io.miniredis.async.RuntimeError after {@link #writeEof}
   */
  public void write(byte[] bytes) {
    link.write(bytes, 0, bytes.length);
  }

  /** Sends {@code length} of {@code bytes}, from index {@code from} on. */
  public void write(byte[] bytes, int from, int length) {
    Objects.checkFromIndexSize(from, length, bytes.length);
    link.write(bytes, from, length);
  }

  /** Sends {@code text} in UTF-8. */
  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends all of {@code lines}; no newlines are added. */
  public void writelines(Iterable<byte[]> lines) {
    for (byte[] line : lines) {
      write(line);
    }
  }

  /**
   * Returns at once if not more than the high-water mark waits to be sent; else waits until not
   * more than the low-water mark does.
   *
   * @throws ConnectionResetError if the connection is lost
   * @throws IOException what else the connection failed with
   */
  public void drain() throws IOException {
    checkFailure();
    if (link.isClosing()) {
      // The connection may be lost already, and the loop has not been told.
      sleep(0);
    }
    checkLost();
    link.out.drain();
    checkFailure();
  }

  private void checkFailure() throws IOException {
    IOException failure = link.reader.failure();
    if (failure != null) {
      throw failure;
    }
  }

  private void checkLost() throws IOException {
    checkFailure();
    if (link.isLost()) {
      throw new ConnectionResetError("the connection is lost: it was closed", null);
    }
  }

  /**
   * Sets how many bytes may wait to be sent: {@link #drain} waits above {@code high}, until not
   * more than {@code low} are left. Zero for {@code high} makes it wait for every byte.
   *
   * @throws IllegalArgumentException unless {@code high >= low >= 0}
   */
  public void setWriteBufferLimits(int high, int low) {
    link.out.limits(low, high);
  }

  /** The same, with a quarter of {@code high} as the low-water mark. */
  public void setWriteBufferLimits(int high) {
    setWriteBufferLimits(high, high / 4);
  }

  /** The low-water and the high-water mark, in this order, in bytes. */
  public int[] getWriteBufferLimits() {
    return new int[] {link.out.low(), link.out.high()};
  }

  /** How many bytes wait to be sent. */
  public long getWriteBufferSize() {
    return link.out.size();
  }

  /** Whether {@link #writeEof} can be called: not with TLS. */
  public boolean canWriteEof() {
    return link.tls() == null;
  }

  /**
   * Tells the peer, after all that was written, that nothing more comes. Reading goes on.
   *
   * @throws UnsupportedOperationException with TLS
   */
  public void writeEof() {
    if (!canWriteEof()) {
      throw new UnsupportedOperationException(
          "TLS has no half-closed connections: close() it, or end the message in its own way");
    }
    link.writeEof();
  }

  /**
   * Closes the connection, both ways, once all that was written is sent. Twice is no error. {@link
   * #waitClosed} waits for the end of it.
   */
  @Override
  public void close() {
    link.close();
  }

  /** Closes the connection at once; what was written and not sent is dropped. */
  public void abort() {
    link.abort();
  }

  /** Whether the connection is closed or about to be. */
  public boolean isClosing() {
    return link.isClosing();
  }

  /**
   * Waits until the connection is closed.
   *
   * @throws IOException what the connection failed with, if it did
   */
  public void waitClosed() throws IOException {
    // Not the future itself: several may wait, and one that is cancelled must not cancel it.
    await(shield(link.closed), IOException.class);
  }

  /**
   * What is known of the connection: {@code peername} and {@code sockname} (a {@link
   * java.net.SocketAddress}), {@code socket} (Netty's channel), and with TLS {@code ssl_object}
   * (the {@link javax.net.ssl.SSLEngine}), {@code cipher} (the suite's name) and {@code peercert}
   * (the peer's certificate). Null for what is not known.
   */
  public @Nullable Object getExtraInfo(String name) {
    return switch (name) {
      case "peername" -> link.peerName();
      case "sockname" -> link.ownName();
      case "socket" -> link.channel;
      default -> tlsInfo(name);
    };
  }

  private @Nullable Object tlsInfo(String name) {
    SslHandler tls = link.tls();
    if (tls == null) {
      return null;
    }
    return switch (name) {
      case "ssl_object" -> tls.engine();
      case "cipher" -> tls.engine().getSession().getCipherSuite();
      case "peercert" -> {
        try {
          yield tls.engine().getSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException none) {
          yield null;
        }
      }
      default -> null;
    };
  }

  /**
   * Goes on with TLS on this connection, as the server if a server accepted it, and waits for the
   * handshake. Both sides must have agreed on it, and neither may send more before.
   *
   * @param serverHostname the name that the server's certificate must have; empty for any, and on
   *     the server's side
   * @throws IOException if the handshake fails, or bytes came that nobody has read: they were not
   *     protected, and must not be taken for what was
   */
  public void startTls(SSLContext context, String serverHostname) throws IOException {
    startTls(StreamOptions.defaults().tls(context).serverHostname(serverHostname));
  }

  /** The same, with the context, the name and the time of {@code options}. */
  public void startTls(StreamOptions options) throws IOException {
    drain();
    int early = link.reader.buffered();
    if (early > 0) {
      throw new SSLException(
          early + " bytes came in before TLS began: read what the peer sent before startTls()");
    }
    Tls.start(link, options);
  }

  @Override
  public String toString() {
    return "<StreamWriter " + (isClosing() ? "closing " : "") + link.channel + ">";
  }
}
