package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListpackSizeTest {
  @ParameterizedTest(name = "{0} takes {1}")
  @CsvSource({
    "'', 2",
    "a, 3",
    "0, 2",
    "127, 2",
    "128, 3",
    "-1, 3",
    "4095, 3",
    "-4096, 3",
    "4096, 4",
    "-4097, 4",
    "32767, 4",
    "-32768, 4",
    "32768, 5",
    "8388607, 5",
    "8388608, 6",
    "2147483647, 6",
    "-2147483648, 6",
    "2147483648, 10",
    "9223372036854775807, 10",
    "-9223372036854775808, 10",
    "9223372036854775808, 21",
    "-9223372036854775809, 22",
    "9999999999999999999, 21",
    "-0, 4",
    "00, 4",
    "01, 4",
    "-, 3",
    "+1, 4",
    "1a, 4"
  })
  void numbersAreCompactAndOtherTextIsAsLongAsItIs(String text, int size) {
    assertThat(sizeOf(text)).isEqualTo(size);
  }

  @ParameterizedTest(name = "{0} bytes take {1}")
  @CsvSource({"63, 65", "64, 67", "125, 128", "126, 130", "4095, 4099", "4096, 4103"})
  void longerTextHasLongerHeads(int length, int size) {
    assertThat(sizeOf("x".repeat(length))).isEqualTo(size);
  }

  private static int sizeOf(String text) {
    byte[] a = ("##" + text).getBytes(StandardCharsets.ISO_8859_1);
    return ListpackSize.ofEntry(a, 2, a.length - 2);
  }
}
