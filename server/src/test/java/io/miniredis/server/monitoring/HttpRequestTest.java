package io.miniredis.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to which bytes: size, form, path and method, in this order. */
class HttpRequestTest {
  private static final HttpReply PAGE = HttpReply.line(HttpReply.OK, "the page");
  private static final Map<String, Supplier<HttpReply>> PAGES = Map.of("/page", () -> PAGE);

  private static HttpReply answer(String request) throws IOException {
    return HttpRequest.answer(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.ISO_8859_1)), PAGES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /page HTTP/1.1\r\n\r\n",
        "GET /page HTTP/1.0\r\n\r\n",
        "GET /page?a=b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /page HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\nand a body"
      })
  void getsThePage(String request) throws IOException {
    assertThat(answer(request)).isSameAs(PAGE);
  }

  @Test
  void bytesMayComeOneByOne() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("GET /page HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
          @Override
          public int read(byte[] a, int offset, int length) {
            return super.read(a, offset, 1);
          }
        };
    assertThat(HttpRequest.answer(slow, PAGES)).isSameAs(PAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/other", "/page/", "/PAGE", "/page%20", "//page", "/other?/page"})
  void thereIsNothingElse(String path) throws IOException {
    assertThat(answer("GET " + path + " HTTP/1.1\r\n\r\n")).isSameAs(HttpReply.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
  void getIsTheOnlyMethod(String method) throws IOException {
    HttpReply reply = answer(method + " /page HTTP/1.1\r\n\r\n");
    assertThat(reply).isSameAs(HttpReply.NOT_ALLOWED);
    assertThat(new String(reply.bytes(), StandardCharsets.US_ASCII)).contains("\r\nAllow: GET\r\n");
  }

  @Test
  void anUnknownPathIsToldBeforeAWrongMethod() throws IOException {
    assertThat(answer("POST /other HTTP/1.1\r\n\r\n")).isSameAs(HttpReply.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PING\r\n\r\n",
        "*1\r\n$4\r\nPING\r\n\r\n",
        "GET page HTTP/1.1\r\n\r\n",
        "GET  /page HTTP/1.1\r\n\r\n",
        "GET /page HTTP/2\r\n\r\n",
        "GET /page\r\n\r\n",
        "get /page HTTP/1.1\r\n\r\n",
        "GET http://host/page HTTP/1.1\r\n\r\n",
        "GET /pa\u0000ge HTTP/1.1\r\n\r\n",
        "\r\n\r\n"
      })
  void whatIsNoRequestIsTold(String request) throws IOException {
    assertThat(answer(request)).isSameAs(HttpReply.BAD_REQUEST);
  }

  @Test
  void aHeadMayBeOfSomeSize() throws IOException {
    String start = "GET /page HTTP/1.1\r\nX: ";
    String padding = "x".repeat(HttpRequest.MAX_BYTES - start.length() - 4);
    assertThat(answer(start + padding + "\r\n\r\n")).isSameAs(PAGE);
    assertThat(answer(start + padding + "x\r\n\r\n")).isSameAs(HttpReply.TOO_LARGE);
    assertThat(answer("G".repeat(HttpRequest.MAX_BYTES))).isSameAs(HttpReply.TOO_LARGE);
  }

  @Test
  void aHeadThatDoesNotEndIsNotAnswered() {
    assertThatThrownBy(() -> answer("GET /page HTTP/1.1\r\nHost: x\r\n"))
        .isInstanceOf(IOException.class);
  }
}
