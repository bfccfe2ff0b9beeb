package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class LongDoubleTest {
  /**
   * Each line: two operands and what INCRBYFLOAT of a real server on x86-64 made of them. Operands
   * are percent-encoded, {@code @length@start@end} stands for a long one; a long result is given as
   * its length and CRC-32.
   */
  @Test
  void addsAsARealServerDoes() throws IOException {
    List<String[]> lines = recorded();
    assertThat(lines).hasSizeGreaterThan(3000);
    SoftAssertions all = new SoftAssertions();
    for (String[] line : lines) {
      all.assertThat(abridged(sum(operand(line[0]), operand(line[1]))))
          .as(line[0] + " + " + line[1])
          .isEqualTo(line[2]);
    }
    all.assertAll();
  }

  @Test
  void shortDecimalsAddUpAsTheirRoundedFormsDo() {
    long seed = System.nanoTime();
    System.out.println("LongDoubleTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String a = shortDecimal(random);
      String b = shortDecimal(random);
      // exponents keep the parser from taking its short way
      assertThat(sum(a, b)).as("seed %d: %s + %s", seed, a, b).isEqualTo(sum(a + "e0", b + "e0"));
    }
  }

  @Test
  void roundsToSixtyFourBitsTiesToEven() {
    BigInteger two64 = BigInteger.ONE.shiftLeft(64);
    assertThat(sum(two64.add(BigInteger.ONE).toString(), "0")).isEqualTo(two64.toString());
    assertThat(sum(two64.add(BigInteger.valueOf(3)).toString(), "0"))
        .isEqualTo(two64.add(BigInteger.valueOf(4)).toString());
    assertThat(sum("0.1", "0.2")).isEqualTo("0.3");
    assertThat(sum("1000.1", "0.2")).isEqualTo("1000.29999999999999999");
  }

  private static String sum(String a, String b) {
    LongDouble x = LongDouble.parse(Slice.of(a));
    LongDouble y = LongDouble.parse(Slice.of(b));
    if (x == null || y == null) {
      return "invalid";
    }
    LongDouble sum = x.plus(y);
    return sum.isFinite() ? sum.toString() : "infinite";
  }

  private static String shortDecimal(Random random) {
    String sign = random.nextBoolean() ? "-" : "";
    int decimals = random.nextInt(18);
    StringBuilder s = new StringBuilder(sign).append(random.nextInt(16));
    if (decimals > 0) {
      s.append('.');
      for (int i = 0; i < decimals; i++) {
        s.append(random.nextInt(10));
      }
    }
    return s.toString();
  }

  private static String operand(String text) {
    if (!text.startsWith("@")) {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    String[] parts = text.split("@", -1);
    int length = Integer.parseInt(parts[1]);
    String start = parts[2];
    String filler = start.substring(start.length() - 1);
    return start + filler.repeat(length - start.length() - 1) + parts[3];
  }

  private static String abridged(String result) {
    if (result.length() <= 800) {
      return result;
    }
    CRC32 crc = new CRC32();
    crc.update(result.getBytes(StandardCharsets.ISO_8859_1));
    return "%d:%08x".formatted(result.length(), crc.getValue());
  }

  private static List<String[]> recorded() throws IOException {
    List<String[]> lines = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(
                LongDoubleTest.class.getResourceAsStream("long-double-sums.tsv"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line.split("\t", -1));
      }
    }
    return lines;
  }

  @Test
  void isADoubleToo() {
    for (String text : new String[] {"0", "-3", "0.25", "1e300", "-1e-300", "1.5", "0.001"}) {
      assertThat(doubleOf(text)).as(text).isEqualTo(Double.parseDouble(text));
    }
    assertThat(doubleOf("0x1p-3")).isEqualTo(0.125);
    assertThat(doubleOf("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(doubleOf("-1e400")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(doubleOf("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(doubleOf("1e-400")).isZero();
  }

  private static double doubleOf(String text) {
    return Objects.requireNonNull(LongDouble.parse(Slice.of(text))).doubleValue();
  }
}
