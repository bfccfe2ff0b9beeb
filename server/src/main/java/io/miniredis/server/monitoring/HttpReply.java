package io.miniredis.server.monitoring;

import java.nio.charset.StandardCharsets;

/**
 * What is answered to a request.
 *
 * @param status its code and words, {@code 200 OK}
 * @param type of the body
 */
record HttpReply(String status, String type, byte[] body) {
  static final String TEXT = "text/plain; charset=utf-8";
  static final String OK = "200 OK";
  static final String UNAVAILABLE = "503 Service Unavailable";

  static final HttpReply BAD_REQUEST = line("400 Bad Request", "not a request of HTTP/1");
  static final HttpReply NOT_FOUND =
      line("404 Not Found", "there are /health, /ready and /metrics");
  static final HttpReply NOT_ALLOWED = line("405 Method Not Allowed", "only GET is answered");
  static final HttpReply TOO_LARGE =
      line("431 Request Header Fields Too Large", "the request is too large");
  static final HttpReply FAILED = line("500 Internal Server Error", "see the server's log");

  /** A reply of one line. */
  static HttpReply line(String status, String line) {
    return new HttpReply(status, TEXT, (line + '\n').getBytes(StandardCharsets.UTF_8));
  }

  /** Status line, headers and body. The connection ends with it. */
  byte[] bytes() {
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length
            + "\r\nCache-Control: no-store"
            + "\r\nX-Content-Type-Options: nosniff"
            + (this == NOT_ALLOWED ? "\r\nAllow: GET" : "")
            + "\r\nConnection: close\r\n\r\n";
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }
}
