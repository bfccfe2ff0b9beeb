package io.miniredis.server.monitoring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the head of a request, of at most {@value #MAX_BYTES} bytes, and finds the reply to it.
 * Checked in this order: size, form, path, method. Headers and a body mean nothing here.
 */
final class HttpRequest {
  static final int MAX_BYTES = 8192;

  private static final Pattern LINE =
      Pattern.compile("([A-Z]{1,16}) (/[!-~]*) HTTP/1\\.[01]\r\n.*", Pattern.DOTALL);

  private HttpRequest() {}

  /**
   * The reply to the request that comes in.
   *
   * @param pages by their paths
   * @throws IOException if it cannot be read, or ends before its head does
   */
  static HttpReply answer(InputStream in, Map<String, Supplier<HttpReply>> pages)
      throws IOException {
    byte[] head = new byte[MAX_BYTES];
    int length = 0;
    while (!ended(head, length)) {
      if (length == MAX_BYTES) {
        return HttpReply.TOO_LARGE;
      }
      int n = in.read(head, length, MAX_BYTES - length);
      if (n < 0) {
        throw new IOException("the request ends within its head");
      }
      length += n;
    }
    return answer(new String(head, 0, length, StandardCharsets.ISO_8859_1), pages);
  }

  private static HttpReply answer(String head, Map<String, Supplier<HttpReply>> pages) {
    Matcher line = LINE.matcher(head);
    if (!line.matches()) {
      return HttpReply.BAD_REQUEST;
    }
    String target = line.group(2);
    int query = target.indexOf('?');
    Supplier<HttpReply> page = pages.get(query < 0 ? target : target.substring(0, query));
    if (page == null) {
      return HttpReply.NOT_FOUND;
    }
    return line.group(1).equals("GET") ? page.get() : HttpReply.NOT_ALLOWED;
  }

  /** Whether the empty line has come that ends a head; it may stand anywhere before a body. */
  private static boolean ended(byte[] a, int length) {
    for (int i = 0; i + 3 < length; i++) {
      if (a[i] == '\r' && a[i + 1] == '\n' && a[i + 2] == '\r' && a[i + 3] == '\n') {
        return true;
      }
    }
    return false;
  }
}
