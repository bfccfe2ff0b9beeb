package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleParserTest {
  private static double parse(String text) {
    byte[] around = ("1" + text + "1").getBytes(StandardCharsets.UTF_8);
    return DoubleParser.parse(around, 1, around.length - 2);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "+5, 5",
    "3.25, 3.25",
    ".5, 0.5",
    "5., 5",
    "1e5, 1e5",
    "1E+05, 1e5",
    "1e-5, 1e-5",
    "-1.5e3, -1500",
    "00012, 12",
    "9007199254740993, 9007199254740992",
    "0.1, 0.1",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "4.9e-324, 4.9e-324",
    "1e-320, 1e-320",
    "0e5, 0",
    "0e99999999999999999999, 0",
    "0.000e-999, 0",
    "0x10, 16",
    "0X1P3, 8",
    "0x1.8, 1.5",
    "0x.8p1, 1",
    "-0x1p-1, -0.5",
    "0x1., 1",
    "0xabcdef, 11259375",
    "0x0p-9999, 0"
  })
  void readsWhatStrtodReads(String text, double value) {
    assertThat(parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "+inf", "INF", "infinity", "+Infinity", "iNfInItY"})
  void readsPositiveInfinity(String text) {
    assertThat(parse(text)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parse("-" + text.replace("+", ""))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "e",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1.5.5",
        "1,5",
        " 1",
        "1 ",
        "\t1",
        "1\0",
        "+-1",
        "--1",
        "nan",
        "NaN",
        "-nan",
        "nan(1)",
        "infi",
        "infinit",
        "infinityy",
        "1f",
        "1d",
        "0x",
        "0x.",
        "0x1p",
        "0xg",
        "1e5.5",
        "0x1e+5",
        "in",
        "1_000",
        "\u0661",
        "abc",
        "1p3"
      })
  void refusesWhatIsNoNumber(String text) {
    assertThat(parse(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "1e99999999999999999999",
        "0x1p5000",
        "1.8e308",
        "1e-400",
        "0.0001e-400",
        "-1e-9999999999",
        "0x1p-2000"
      })
  void refusesNumbersThatADoubleCannotHold(String text) {
    assertThat(parse(text)).isNaN();
  }

  @Test
  void agreesWithJavaOnRandomNumbers() {
    Random random = Seeds.random("DoubleParserTest");
    for (int i = 0; i < 200_000; i++) {
      double number =
          switch (random.nextInt(4)) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt(2_000_000) / 1000.0 - 1000;
            case 2 -> random.nextLong();
            default -> random.nextDouble();
          };
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        continue;
      }
      String text = Double.toString(number);
      assertThat(parse(text)).as(text).isEqualTo(number);
      String fixed = String.format(Locale.ROOT, "%." + random.nextInt(17) + "f", number);
      double expected = Double.parseDouble(fixed);
      assertThat(parse(fixed)).as(fixed).isEqualTo(expected);
    }
  }
}
