package io.miniredis.server.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client on a plain socket. Strings hold bytes: every character is one below 256.
 *
 * <p>Replies read as {@link ReplyText} says: {@code +OK}, {@code -ERR no}, {@code :1}, {@code
 * text}, {@code nil}, {@code [a b :3]}; a connection that has ended reads as {@code closed}.
 */
public final class TestClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String CLOSED = "closed";

  private final Socket socket = new Socket();
  private final InputStream in;

  TestClient(int port) {
    this("127.0.0.1", port);
  }

  /** Connects to any server. */
  public TestClient(String host, int port) {
    this(host, port, 0);
  }

  /**
   * Connects to any server.
   *
   * @param receiveBuffer the bytes that the system is to keep unread for us; 0 for the usual number
   */
  TestClient(String host, int port, int receiveBuffer) {
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a command and reads its reply. */
  public String send(String... words) {
    write(words);
    return read();
  }

  /** Sends commands of words without blanks in one packet and reads as many replies. */
  public List<String> pipeline(String... commands) {
    StringBuilder bytes = new StringBuilder();
    for (String command : commands) {
      bytes.append(encode(command.split(" ")));
    }
    writeRaw(bytes.toString());
    return readMany(commands.length);
  }

  /** Sends a command without reading its reply. */
  public void write(String... words) {
    writeRaw(encode(words));
  }

  /** Sends bytes as they are. */
  public void writeRaw(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command as it goes over the wire. */
  public static String encode(String... words) {
    StringBuilder bytes = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      bytes.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return bytes.toString();
  }

  /** Reads one reply; {@code closed} if the server has closed the connection instead. */
  public String read() {
    try {
      return ReplyText.read(in);
    } catch (EOFException e) {
      return CLOSED;
    } catch (IOException e) {
      if ("Connection reset".equals(e.getMessage())) {
        return CLOSED;
      }
      throw new UncheckedIOException(e);
    }
  }

  public List<String> readMany(int replies) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < replies; i++) {
      texts.add(read());
    }
    return texts;
  }

  /** Reads exactly so many bytes as they came. */
  public String readRaw(int bytes) {
    try {
      return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the server closes the connection. */
  public String readToEnd() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (IOException e) {
      if (!"Connection reset".equals(e.getMessage())) {
        throw new UncheckedIOException(e);
      }
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether a byte has come that was not read yet. Does not wait. */
  public boolean hasInput() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Switches to RESP3. */
  public TestClient resp3() {
    String reply = send("HELLO", "3");
    if (!reply.startsWith("{")) {
      throw new IllegalStateException("HELLO 3 was answered " + reply);
    }
    return this;
  }

  /** Switches to RESP2. */
  public TestClient resp2() {
    send("HELLO", "2");
    return this;
  }

  /** The number of the local port, by which the server's CLIENT LIST can tell this client. */
  public int localPort() {
    return socket.getLocalPort();
  }

  /** Closes the connection as a crash does: at once, whatever is on its way. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that nothing more will be sent; replies can still be read. */
  public void endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
