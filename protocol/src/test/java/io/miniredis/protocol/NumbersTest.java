package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as text: integers both ways, doubles as Redis 7.2 and later print them. */
class NumbersTest {

  @Test
  void writesEveryLengthOfLong() {
    writes(0);
    writes(Long.MIN_VALUE);
    for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
      for (long v = power - 2; v <= power + 2; v++) {
        writes(v);
        writes(-v);
        writes(v * 9 + 7);
      }
    }
    writes(Long.MAX_VALUE);
  }

  @Test
  void writesAndReadsRandomLongs() {
    long seed = System.nanoTime();
    System.out.println("NumbersTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      writes(random.nextLong() >> random.nextInt(64));
    }
  }

  private static void writes(long v) {
    byte[] dst = new byte[24];
    dst[1] = '<';
    int end = Numbers.write(v, dst, 2);
    String text = new String(dst, 2, end - 2, StandardCharsets.ISO_8859_1);
    if (!text.equals(Long.toString(v)) || Numbers.stringSize(v) != end - 2 || dst[1] != '<') {
      assertThat(text).isEqualTo(Long.toString(v)).hasSize(Numbers.stringSize(v));
    }
    if (!Numbers.isLong(dst, 2, end - 2) || Numbers.parseLong(dst, 2, end - 2) != v) {
      assertThat(Numbers.parseLong(dst, 2, end - 2)).isEqualTo(v);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "01",
        "00",
        "-0",
        "-01",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x1",
        "a",
        "--1",
        "1-",
        "9223372036854775808",
        "-9223372036854775809",
        "10000000000000000000",
        "18446744073709551616",
        "99999999999999999999",
        "123456789012345678901",
        "12/4",
        "12:4",
        "922337203685477580:",
        "-"
      })
  void refusesWhatRedisWouldNotPrint(String text) {
    byte[] a = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Numbers.isLong(a, 0, a.length)).isFalse();
    assertThat(Numbers.parseLong(a, 0, a.length, 42)).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "1", "-1", "1234567890", "9223372036854775807", "-9223372036854775808"})
  void readsWhatRedisPrints(String text) {
    byte[] a = ("7" + text + "7").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Numbers.isLong(a, 1, text.length())).isTrue();
    assertThat(Numbers.parseLong(a, 1, text.length())).isEqualTo(Long.parseLong(text));
    assertThat(Numbers.parseLong(a, 1, text.length(), 42)).isEqualTo(Long.parseLong(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "4611686018427387904, 4611686018427387904",
    "-4611686018427387904, -4611686018427387904",
    "4611686018427389000, 4611686018427389000",
    "9223372036854775807, 9223372036854776000",
    "1e18, 1000000000000000000",
    "1e19, 1e+19",
    "1e21, 1e+21",
    "123456789e12, 1.23456789e+20",
    "1.5, 1.5",
    "0.1, 0.1",
    "-0.1, -0.1",
    "0.30000000000000004, 0.30000000000000004",
    "3.14159265358979, 3.14159265358979",
    "1234567.891, 1234567.891",
    "0.001, 0.001",
    "0.000001, 0.000001",
    "0.0000015, 1.5e-6",
    "0.0000001, 1e-7",
    "0.00001234, 1.234e-5",
    "0.001234, 0.001234",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "-2.2250738585072014e-308, -2.2250738585072014e-308",
    "4.9e-324, 5e-324",
    "1e100, 1e+100",
    "1e-100, 1e-100",
    "2e5, 200000",
    "1e-10, 1e-10",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void printsDoubles(double value, String text) {
    assertThat(print(value)).isEqualTo(text);
  }

  @Test
  void printsEveryDoubleSoThatItReadsBack() {
    long seed = System.nanoTime();
    System.out.println("NumbersTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        assertThat(Double.parseDouble(print(value))).isEqualTo(value);
      }
    }
  }

  /** The sum is that of the same doubles printed by the library that Redis 7.2 prints with. */
  @Test
  void printsDoublesAsRedisDoesToTheLastByte() {
    long state = 1;
    long sum = 0xcbf29ce484222325L;
    byte[] text = new byte[Numbers.MAX_DOUBLE_BYTES];
    for (int i = 0; i < 200_000; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      double value =
          (i & 1) == 0 ? Double.longBitsToDouble(state) : (state >> 30) / (double) (i % 1000 + 1);
      int end = Numbers.formatDouble(value, text, 0);
      for (int j = 0; j < end; j++) {
        sum = (sum ^ text[j]) * 0x100000001b3L;
      }
      sum = (sum ^ '\n') * 0x100000001b3L;
    }
    assertThat(Long.toHexString(sum)).isEqualTo("2d895b42b4185fa1");
  }

  private static String print(double value) {
    byte[] dst = new byte[Numbers.MAX_DOUBLE_BYTES + 1];
    int end = Numbers.formatDouble(value, dst, 1);
    return new String(dst, 1, end - 1, StandardCharsets.ISO_8859_1);
  }
}
