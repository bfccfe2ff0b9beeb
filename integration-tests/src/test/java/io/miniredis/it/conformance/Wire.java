package io.miniredis.it.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection on a plain socket that keeps every byte of a reply. Independent of the code under
 * test on purpose. Strings hold bytes: every character is below 256.
 */
final class Wire implements AutoCloseable {
  private static final int REPLY_TIMEOUT_MS = 10_000;
  private static final int SILENCE_MS = 60;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

  Wire(int port) throws IOException {
    socket.connect(new InetSocketAddress("127.0.0.1", port), REPLY_TIMEOUT_MS);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(REPLY_TIMEOUT_MS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The address by which the server knows this client. */
  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** A reply with the bytes that carried it. */
  record Answer(Reply reply, String raw) {}

  Answer call(List<String> words) throws IOException {
    send(words);
    return read();
  }

  Answer call(String... words) throws IOException {
    return call(List.of(words));
  }

  void send(List<String> words) throws IOException {
    sendAll(List.of(words));
  }

  /** Sends requests in one write. */
  void sendAll(List<List<String>> requests) throws IOException {
    StringBuilder out = new StringBuilder();
    for (List<String> words : requests) {
      out.append('*').append(words.size()).append("\r\n");
      for (String word : words) {
        out.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
      }
    }
    sendRaw(out.toString());
  }

  void sendRaw(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads one reply; an {@link EOFException} tells that the peer closed instead. */
  Answer read() throws IOException {
    raw.reset();
    Reply reply = readReply();
    return new Answer(reply, raw.toString(StandardCharsets.ISO_8859_1));
  }

  /** Whether the peer closes now without another byte. */
  boolean closes() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Whether the peer closes, after any number of bytes. */
  boolean drainsToItsEnd() throws IOException {
    try {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Whether nothing arrives for a short while. */
  boolean silent() throws IOException {
    in.mark(1);
    socket.setSoTimeout(SILENCE_MS);
    try {
      in.read();
      in.reset();
      return false;
    } catch (SocketTimeoutException nothing) {
      return true;
    } finally {
      socket.setSoTimeout(REPLY_TIMEOUT_MS);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Reply readReply() throws IOException {
    char type = (char) take();
    String head = readLine();
    return switch (type) {
      case '$', '=', '!' -> head.equals("-1") ? Reply.nil(type) : readBlob(type, head);
      case '*', '~', '>' -> head.equals("-1") ? Reply.nil(type) : readItems(type, count(head));
      case '%', '|' -> readItems(type, 2 * count(head));
      case '_' -> Reply.nil(type);
      case '+', '-', ':', ',', '#', '(' -> Reply.scalar(type, head);
      default -> throw new IOException("not a reply: " + Words.quote(type + head));
    };
  }

  private static int count(String head) throws IOException {
    try {
      return Integer.parseInt(head);
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + Words.quote(head));
    }
  }

  private Reply readItems(char type, int count) throws IOException {
    List<Reply> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(readReply());
    }
    return Reply.aggregate(type, items);
  }

  private Reply readBlob(char type, String head) throws IOException {
    int length = count(head);
    byte[] bytes = in.readNBytes(length);
    raw.writeBytes(bytes);
    if (bytes.length < length || take() != '\r' || take() != '\n') {
      throw new EOFException("a bulk string of " + length + " bytes broke off");
    }
    return Reply.scalar(type, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = take();
    while (c != '\r') {
      line.append((char) c);
      c = take();
    }
    if (take() != '\n') {
      throw new IOException("CR without LF after " + Words.quote(line.toString()));
    }
    return line.toString();
  }

  private int take() throws IOException {
    int c = in.read();
    if (c < 0) {
      throw new EOFException("the server closed the connection");
    }
    raw.write(c);
    return c;
  }
}
