package io.miniredis.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneralTextTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.10000000000000001",
    "-0.5, -0.5",
    "1e-5, 1.0000000000000001e-05",
    "0.0001234, 0.00012339999999999999",
    "1e16, 10000000000000000",
    "1e17, 1e+17",
    "123456789012345678, 1.2345678901234568e+17",
    "5e-324, 4.9406564584124654e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "3, 3",
    "1e22, 1e+22",
    "-2.5e-7, -2.4999999999999999e-07",
    "12345.678, 12345.678",
    "9007199254740993, 9007199254740992",
    "99999999999999999, 1e+17",
    "Infinity, inf",
    "-Infinity, -inf",
    "0, 0",
    "-0.0, -0"
  })
  void isWhatPrintfWrites(double value, String text) {
    assertThat(GeneralText.of(value)).isEqualTo(text);
  }

  @Test
  void keepsTheNumber() {
    long seed = System.nanoTime();
    System.out.println("GeneralTextTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(GeneralText.of(value))).isEqualTo(value);
      }
    }
  }
}
