package io.miniredis.server.testing;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a reply off the wire into text that is easy to compare:
 *
 * <pre>
 *   +OK            status               -ERR no such key    error
 *   text           bulk                 'two words'         bulk that would be mistaken else
 *   :1             integer              nil                 no value, of either kind
 *   [a :1]         array                {k v}               map (RESP2: an array)
 *   ~[a]           set                  >[message c m]      push
 *   ,1.5           double               #t                  true
 *   (123           big number           =txt:words          verbatim text
 *   |{k v} reply   attributes before a reply
 * </pre>
 */
public final class ReplyText {
  private final InputStream in;

  private ReplyText(InputStream in) {
    this.in = in;
  }

  /** The text of a reply of these bytes. */
  public static String of(byte[] reply) {
    try {
      return read(new ByteArrayInputStream(reply));
    } catch (IOException e) {
      throw new IllegalArgumentException(new String(reply, StandardCharsets.ISO_8859_1), e);
    }
  }

  /**
   * Reads one reply.
   *
   * @throws EOFException if the stream has ended
   */
  static String read(InputStream in) throws IOException {
    return new ReplyText(in).next();
  }

  private String next() throws IOException {
    char type = (char) take();
    String head = line();
    return switch (type) {
      case '+', '-', ':', ',', '#', '(' -> type + head;
      case '_' -> "nil";
      case '$' -> head.equals("-1") ? "nil" : bulk(blob(head));
      case '=', '!' -> type + blob(head);
      case '*' -> head.equals("-1") ? "nil" : "[" + items(head, 1) + "]";
      case '~', '>' -> type + "[" + items(head, 1) + "]";
      case '%' -> "{" + items(head, 2) + "}";
      case '|' -> "|{" + items(head, 2) + "} " + next();
      default -> throw new IOException("not a reply: " + type + head);
    };
  }

  private static String bulk(String text) {
    boolean plain =
        !text.isEmpty()
            && !text.equals("nil")
            && "+-:,#(_$=!*~>%|[{".indexOf(text.charAt(0)) < 0
            && text.chars().noneMatch(c -> " '[]{}".indexOf(c) >= 0);
    return plain ? text : "'" + text + "'";
  }

  private String items(String count, int each) throws IOException {
    List<String> items = new ArrayList<>();
    int n = Integer.parseInt(count) * each;
    for (int i = 0; i < n; i++) {
      items.add(next());
    }
    return String.join(" ", items);
  }

  private String blob(String length) throws IOException {
    int n = Integer.parseInt(length);
    byte[] bytes = in.readNBytes(n + 2);
    if (bytes.length < n + 2) {
      throw new EOFException();
    }
    if (bytes[n] != '\r' || bytes[n + 1] != '\n') {
      throw new IOException("no line end behind a bulk of " + n + " bytes");
    }
    return new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = take();
    while (c != '\r') {
      line.append((char) c);
      c = take();
    }
    if (take() != '\n') {
      throw new IOException("CR without LF behind " + line);
    }
    return line.toString();
  }

  private int take() throws IOException {
    int c = in.read();
    if (c < 0) {
      throw new EOFException();
    }
    return c;
  }
}
