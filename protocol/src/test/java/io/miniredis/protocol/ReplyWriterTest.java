package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of reply, in RESP2 and RESP3. */
class ReplyWriterTest {

  @Nested
  class Lines {
    @Test
    void areTheSameInBothProtocols() {
      same("+OK\r\n", w -> w.simple("OK"));
      same("+OK\r\n", w -> w.simple(Replies.OK));
      same("-ERR no such key\r\n", w -> w.error("ERR no such key"));
      same("+\r\n", w -> w.simple(""));
    }

    @Test
    void holdNoLineEnd() {
      same("+a  b c\r\n", w -> w.simple("a\r\nb\nc"));
      same("-ERR unknown command 'x  +OK'\r\n", w -> w.error("ERR unknown command 'x\r\n+OK'"));
      same("-ERR \u00e2\u0082\u00ac  \r\n", w -> w.error("ERR \u20ac\r\n"));
      String much = "x\n".repeat(100_000);
      same("-ERR " + much.replace('\n', ' ') + "\r\n", w -> w.error("ERR " + much));
    }

    @Test
    void giveBackAClientsBytes() {
      same("-ERR \u0000\u007f\u0080\u00ff\r\n", w -> w.error("ERR \u0000\u007f\u0080\u00ff"));
    }
  }

  @Nested
  class Integers {
    @ParameterizedTest
    @ValueSource(
        longs = {
          0,
          1,
          9,
          10,
          99,
          100,
          999,
          1000,
          1023,
          1024,
          9999,
          10000,
          -1,
          -2,
          -9,
          -10,
          -1024,
          1234567890123L,
          Long.MAX_VALUE,
          Long.MIN_VALUE
        })
    void areTheirDigits(long v) {
      same(":" + v + "\r\n", w -> w.integer(v));
      String digits = Long.toString(v);
      same("$" + digits.length() + "\r\n" + digits + "\r\n", w -> w.bulkLong(v));
    }
  }

  @Nested
  class Bulks {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 99, 100, 1023, 1024, 65000, 65503, 65504, 65536, 1_000_000})
    void haveTheirLengthInFront(int length) {
      String text = "x".repeat(length);
      String expected = "$" + length + "\r\n" + text + "\r\n";
      same(expected, w -> w.bulk(latin(text)));
      same(expected, w -> w.bulk(text));
      same(expected, w -> w.bulk(latin("<" + text + ">"), 1, length));
    }

    @Test
    void areCopiedByteForByteAtEveryLength() {
      String alphabet = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(3);
      for (int length = 0; length <= 100; length++) {
        String text = alphabet.substring(0, length);
        byte[] within = latin("<" + text);
        int n = length;
        same("$" + n + "\r\n" + text + "\r\n", w -> w.bulk(within, 1, n));
      }
    }

    @Test
    void areTheUtf8OfAText() {
      same("$6\r\n\u00c3\u00a9\u00e2\u0082\u00ac!\r\n", w -> w.bulk("\u00e9\u20ac!"));
    }
  }

  @Nested
  class Doubles {
    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "-0.0, -0",
      "17, 17",
      "0.1, 0.1",
      "-1.5, -1.5",
      "3.14159265358, 3.14159265358",
      "1e21, 1e+21",
      "Infinity, inf",
      "-Infinity, -inf",
      "NaN, nan",
      "-2.2250738585072014e-308, -2.2250738585072014e-308"
    })
    void areABulkInResp2(double value, String text) {
      differs(
          "$" + text.length() + "\r\n" + text + "\r\n",
          "," + text + "\r\n",
          w -> w.doubleValue(value));
    }
  }

  @Nested
  class OtherValues {
    @Test
    void ofResp3HaveAFormInResp2() {
      differs("$-1\r\n", "_\r\n", ReplyWriter::nil);
      differs("*-1\r\n", "_\r\n", ReplyWriter::nilArray);
      differs(":1\r\n", "#t\r\n", w -> w.bool(true));
      differs(":0\r\n", "#f\r\n", w -> w.bool(false));
      String big = "-170141183460469231731687303715884105729";
      differs("$40\r\n" + big + "\r\n", "(" + big + "\r\n", w -> w.bigNumber(big));
      differs(
          "$4\r\na\r\nb\r\n",
          "=8\r\ntxt:a\r\nb\r\n",
          w -> w.verbatim("txt", latin("<a\r\nb>"), 1, 4));
    }

    @Test
    void mayBeEncodedAlready() {
      same("*1\r\n:5\r\n", w -> w.raw(latin("??*1\r\n:5\r\n??"), 2, 8));
    }

    @Test
    void refuseAFormatThatIsNotThreeLettersLong() {
      ReplyWriter writer = new ReplyWriter();
      writer.protocol(3);
      assertThatThrownBy(() -> writer.verbatim("text", new byte[0], 0, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("format must have 3 characters, was text");
      assertThat(writer.size()).isZero();
    }
  }

  @Nested
  class Aggregates {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 1023, 1024, 3_000_000_000L})
    void haveTheirLengthInFront(long n) {
      same("*" + n + "\r\n", w -> w.array(n));
      differs("*" + 2 * n + "\r\n", "%" + n + "\r\n", w -> w.map(n));
      differs("*" + n + "\r\n", "~" + n + "\r\n", w -> w.set(n));
      differs("*" + n + "\r\n", ">" + n + "\r\n", w -> w.push(n));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 1023, 1024, 3_000_000_000L})
    void mayLearnTheirLengthAtTheEnd(long n) {
      same(
          "+a\r\n*" + n + "\r\n:7\r\n",
          w -> {
            w.simple("a");
            long token = w.beginArray();
            w.integer(7);
            w.endArray(token, n);
          });
      differs(
          "*" + 2 * n + "\r\n:7\r\n",
          "%" + n + "\r\n:7\r\n",
          w -> {
            long token = w.beginMap();
            w.integer(7);
            w.endMap(token, n);
          });
      differs(
          "*" + n + "\r\n:7\r\n",
          "~" + n + "\r\n:7\r\n",
          w -> {
            long token = w.beginSet();
            w.integer(7);
            w.endSet(token, n);
          });
    }

    @Test
    void haveAttributesOnlyInResp3() {
      ReplyWriter writer = new ReplyWriter();
      assertThatThrownBy(() -> writer.attribute(1)).isInstanceOf(IllegalStateException.class);
      writer.protocol(3);
      writer.attribute(1);
      assertThat(Written.text(writer)).isEqualTo("|1\r\n");
    }
  }

  @Test
  void speaksResp2UntilToldOtherwise() {
    ReplyWriter writer = new ReplyWriter();
    assertThat(writer.protocol()).isEqualTo(2);
    writer.protocol(3);
    assertThat(writer.protocol()).isEqualTo(3);
    assertThatThrownBy(() -> writer.protocol(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RESP version must be 2 or 3, was 4");
  }

  @Test
  void hasItsConstantsEncoded() {
    assertThat(Replies.PONG).isEqualTo(latin("+PONG\r\n"));
    assertThat(Replies.EMPTY_BULK).isEqualTo(latin("$0\r\n\r\n"));
    assertThat(Replies.NIL2).isEqualTo(latin("$-1\r\n"));
    assertThat(Replies.encode(":12")).isEqualTo(latin(":12\r\n"));
  }

  private static void same(String expected, Consumer<ReplyWriter> reply) {
    differs(expected, expected, reply);
  }

  private static void differs(String resp2, String resp3, Consumer<ReplyWriter> reply) {
    ReplyWriter writer = new ReplyWriter();
    reply.accept(writer);
    assertThat(Written.text(writer)).isEqualTo(resp2);
    writer.clear();
    writer.protocol(3);
    reply.accept(writer);
    assertThat(Written.text(writer)).isEqualTo(resp3);
    assertThat(writer.size()).isEqualTo(resp3.length());
  }

  private static byte[] latin(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }
}
