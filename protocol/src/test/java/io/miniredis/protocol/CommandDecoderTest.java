package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Multibulk requests; every text and every acceptance here is what redis-server 7.0 answers. */
class CommandDecoderTest {

  @Nested
  class ACompleteCommand {
    @Test
    void isItsArguments() {
      Decoded decoded = Decoded.of("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$11\r\nhello world\r\n");
      assertThat(decoded.commands()).containsExactly(List.of("SET", "key", "hello world"));
      assertThat(decoded.consumed()).isEqualTo(40);
    }

    @Test
    void mayHoldAnyBytesAndNoneAtAll() {
      assertThat(Decoded.of("*3\r\n$0\r\n\r\n$4\r\n\r\n*1\r\n$3\r\n\0\u00ff$\r\n").commands())
          .containsExactly(List.of("", "\r\n*1", "\0\u00ff$"));
    }

    @Test
    void isFollowedByTheNext() {
      assertThat(Decoded.of("*1\r\n$4\r\nPING\r\nECHO hi\r\n*1\r\n$4\r\nQUIT\r\n").commands())
          .containsExactly(List.of("PING"), List.of("ECHO", "hi"), List.of("QUIT"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 16, 17, 99, 100, 257, 1000, 5000})
    void mayHaveManyArguments(int count) {
      String request = "*" + count + "\r\n" + "$1\r\nx\r\n".repeat(count);
      assertThat(Decoded.of(request + request).commands())
          .containsExactly(Collections.nCopies(count, "x"), Collections.nCopies(count, "x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 98, 99, 100, 101, 999, 1000, 65536, 1_000_000})
    void mayHaveLongArguments(int length) {
      String argument = "y".repeat(length);
      Decoded decoded = Decoded.of("*2\r\n$1\r\nx\r\n$" + length + "\r\n" + argument + "\r\n");
      assertThat(decoded.commands()).containsExactly(List.of("x", argument));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*0\r\n", "*-1\r\n", "*-77\r\n"})
    void withoutArgumentsIsToBeSkipped(String empty) {
      assertThat(Decoded.of(empty + "*1\r\n$4\r\nPING\r\n").commands())
          .containsExactly(List.of(), List.of("PING"));
    }

    @Test
    void isTakenWhateverTheBytesThatEndALineAfterItsCarriageReturn() {
      assertThat(Decoded.of("*1\rX$4\rYPINGab*1\r\n$12\r?PINGPINGPING\0\0").commands())
          .containsExactly(List.of("PING"), List.of("PINGPINGPING"));
    }
  }

  @Nested
  class ABrokenRequest {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "*\r\n",
          "*x\r\n",
          "*01\r\n",
          "*+1\r\n",
          "*1 \r\n",
          "*-0\r\n",
          "*-\r\n",
          "* 1\r\n",
          "*1\n$4\r\n",
          "*2147483648\r\n",
          "*3000000000\r\n",
          "*99999999999999999999\r\n",
          "*-9223372036854775809\r\n",
          "*1x\r\n",
          "*:\r\n",
          "*/\r\n"
        })
    void mayHaveAnInvalidCount(String request) {
      assertThat(Decoded.of("PING\r\n" + request))
          .isEqualTo(
              new Decoded(List.of(List.of("PING")), "Protocol error: invalid multibulk length", 6));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "$\r\n",
          "$-1\r\n",
          "$x\r\n",
          "$04\r\n",
          "$00\r\n",
          "$536870913\r\n",
          "$ 4\r\n",
          "$4 \r\n",
          "$+4\r\n",
          "$-0\r\n",
          "$1/\r\n",
          "$1:\r\n",
          "$/1\r\n",
          "$:1\r\n",
          "$:\r\n",
          "$9999999999999999999999\r\n"
        })
    void mayHaveAnInvalidLength(String bulk) {
      assertThat(Decoded.of("*1\r\n" + bulk + "PING\r\n").error())
          .isEqualTo("Protocol error: invalid bulk length");
      assertThat(Decoded.of("*2\r\n$3\r\nGET\r\n" + bulk + "PING\r\n").error())
          .isEqualTo("Protocol error: invalid bulk length");
    }

    @ParameterizedTest
    @CsvSource(
        textBlock =
            """
            +PING, +
            4PING, 4
            *4PING, *
            \u00ffx, \u00ff
            """)
    void mayHaveNoDollarWhereOneBelongs(String line, String got) {
      assertThat(Decoded.of("*1\r\n" + line + "\r\n").error())
          .isEqualTo("Protocol error: expected '$', got '" + got + "'");
    }

    @Test
    void isToldOnlyWhenItsLineHasEnded() {
      assertThat(Decoded.of("*1\r\nxyz").error()).isNull();
      assertThat(Decoded.of("*1\r\nxyz\r").error()).isNull();
      assertThat(Decoded.of("*1\r\nxyz\r\n").error())
          .isEqualTo("Protocol error: expected '$', got 'x'");
    }

    @Test
    void isForgottenSoTheDecoderCanServeAnother() throws ProtocolException {
      CommandDecoder decoder = new CommandDecoder();
      assertThat(Decoded.of(decoder, bytes("*2\r\n$3\r\nGET\r\n$x\r\n")).error()).isNotNull();
      assertThat(decoder.idle()).isTrue();
      assertThat(Decoded.of(decoder, bytes("*1\r\n$4\r\nPING\r\n")).commands())
          .containsExactly(List.of("PING"));
    }

    @Test
    void hasNoStackTrace() {
      assertThat(new ProtocolException("x").getStackTrace()).isEmpty();
    }
  }

  @Nested
  class AHeaderLine {
    @Test
    void mayBe64KiBLong() {
      String digits = "1".repeat(65535);
      assertThat(Decoded.of("*" + digits).error()).isNull();
      assertThat(Decoded.of("*" + digits + "\r\n").error())
          .isEqualTo("Protocol error: invalid multibulk length");
      assertThat(Decoded.of("*1\r\n$" + digits).error()).isNull();
      assertThat(Decoded.of("*1\r\n$" + digits + "\r\n").error())
          .isEqualTo("Protocol error: invalid bulk length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void isTooLongBeyondThat(String end) {
      String digits = "1".repeat(65536);
      assertThat(Decoded.of("*" + digits + end).error())
          .isEqualTo("Protocol error: too big mbulk count string");
      assertThat(Decoded.of("*1\r\n$" + digits + end).error())
          .isEqualTo("Protocol error: too big bulk count string");
    }

    @Test
    void hasNoEndBehindANul() {
      assertThat(Decoded.of("*1\0\r\n$4\r\nPING\r\n")).isEqualTo(new Decoded(List.of(), null, 0));
      assertThat(Decoded.of("*1\0\r\n" + "1".repeat(65536)).error())
          .isEqualTo("Protocol error: too big mbulk count string");
      assertThat(Decoded.of("*1\r\n\0\r\n" + "1".repeat(65536)).error())
          .isEqualTo("Protocol error: too big bulk count string");
    }
  }

  @Nested
  class Limits {
    @Test
    void holdBackClientsThatAreNotAuthenticated() {
      assertThat(unauthenticated("*11\r\n"))
          .isEqualTo("Protocol error: unauthenticated multibulk length");
      assertThat(unauthenticated("*10\r\n$1\r\n")).isNull();
      assertThat(unauthenticated("*1\r\n$16385\r\n"))
          .isEqualTo("Protocol error: unauthenticated bulk length");
      assertThat(unauthenticated("*1\r\n$16384\r\n")).isNull();
    }

    @Test
    void tellWhatIsInvalidForEverybodyFirst() {
      assertThat(unauthenticated("*3000000000\r\n"))
          .isEqualTo("Protocol error: invalid multibulk length");
      assertThat(unauthenticated("*1\r\n$3000000000\r\n"))
          .isEqualTo("Protocol error: invalid bulk length");
    }

    @Test
    void canBeSet() {
      CommandDecoder decoder = new CommandDecoder();
      decoder.limits(5, 1000, true);
      assertThat(Decoded.of(decoder, bytes("*5\r\n$1000\r\n")).error()).isNull();
      decoder.reset();
      assertThat(Decoded.of(decoder, bytes("*6\r\n")).error())
          .isEqualTo("Protocol error: invalid multibulk length");
      assertThat(Decoded.of(decoder, bytes("*5\r\n$1001\r\n")).error())
          .isEqualTo("Protocol error: invalid bulk length");
    }

    @Test
    void applyFromTheNextCommandOn() throws ProtocolException {
      CommandDecoder decoder = new CommandDecoder();
      decoder.limits(100, 1000, false);
      byte[] bytes = bytes("AUTH x\r\n*11\r\n" + "$1\r\nx\r\n".repeat(11));
      assertThat(decoder.decode(bytes, 0, bytes.length)).isTrue();
      decoder.limits(100, 1000, true);
      assertThat(decoder.decode(bytes, decoder.end(), bytes.length)).isTrue();
      assertThat(decoder.argc()).isEqualTo(11);
    }

    private @Nullable String unauthenticated(String request) {
      CommandDecoder decoder = new CommandDecoder();
      decoder.limits(Integer.MAX_VALUE, 512 * 1024 * 1024, false);
      return Decoded.of(decoder, bytes(request)).error();
    }
  }

  @Nested
  class APartOfACommand {
    private final CommandDecoder decoder = new CommandDecoder();

    @Test
    void isNoCommandYet() throws ProtocolException {
      byte[] request = bytes("*2\r\n$3\r\nGET\r\n$500\r\n");
      assertThat(decoder.idle()).isTrue();
      assertThat(decoder.decode(request, 0, 0)).isFalse();
      assertThat(decoder.idle()).isTrue();
      assertThat(decoder.decode(request, 0, 1)).isFalse();
      assertThat(decoder.idle()).isFalse();
      assertThat(decoder.decode(request, 0, request.length)).isFalse();
      assertThat(decoder.idle()).isFalse();
      decoder.reset();
      assertThat(decoder.idle()).isTrue();
      assertThat(Decoded.of(decoder, bytes("PING\r\n")).commands()).hasSize(1);
    }

    @Test
    void tellsHowMuchOfTheArgumentIsWanted() throws ProtocolException {
      byte[] request = bytes("*2\r\n$3\r\nGET\r\n$500000000\r\nabc");
      assertThat(decoder.wanted()).isZero();
      assertThat(decoder.decode(request, 0, request.length - 5)).isFalse();
      assertThat(decoder.wanted()).isZero();
      assertThat(decoder.decode(request, 0, request.length)).isFalse();
      assertThat(decoder.wanted()).isEqualTo(500_000_002 - 3);
    }

    @Test
    void wantsNothingOnceTheCommandIsComplete() throws ProtocolException {
      byte[] request = bytes("*1\r\n$4\r\nPING\r\n");
      assertThat(decoder.decode(request, 0, 10)).isFalse();
      assertThat(decoder.wanted()).isEqualTo(4);
      assertThat(decoder.decode(request, 0, request.length)).isTrue();
      assertThat(decoder.wanted()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, true",
    "post, true",
    "Host:, true",
    "hOST:, true",
    "POS, false",
    "POSTX, false",
    "Host, false",
    "host;, false",
    "PO\u0013T, false",
    "PING, false",
    "'', false"
  })
  void recognisesHttp(String name, boolean http) {
    byte[] bytes = bytes("<" + name + ">");
    assertThat(CommandDecoder.isCrossProtocol(bytes, 1, name.length())).isEqualTo(http);
  }

  private static byte[] bytes(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }
}
