package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes that xxHash's own library (0.8.1) tells. Byte i of n bytes is {@code 7 * i + n}. */
class Xxh3Test {
  private static Slice bytes(int n) {
    byte[] a = new byte[n + 3];
    for (int i = 0; i < n; i++) {
      a[3 + i] = (byte) (7 * i + n);
    }
    return new Slice().wrap(a, 3, n);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2d06800538d394c2",
    "1, e12ef9d2eb86ceeb",
    "3, a9088dda485b481c",
    "4, 57648c318a7a307e",
    "8, b0fb3e3c3f94990a",
    "9, 8aca5cb309437c2e",
    "16, 2bd926d88792965a",
    "17, 621f018aad19b14a",
    "128, e9549af9a74093e6",
    "129, b54ad1cd8a4c84b9",
    "240, 3e136902ec966624",
    "241, bd7d29b6ba966d6a",
    "1024, dc5acf0b043c445b",
    "1025, c856c953bbdbc807",
    "5000, 308f149a673a1625"
  })
  void hashesAsTheLibraryDoes(int length, String expected) {
    assertThat(Xxh3.text(Xxh3.hash(bytes(length)))).isEqualTo(expected);
  }

  @Test
  void hashesAllLengthsAsTheLibraryDoes() {
    long all = 0;
    for (int n = 0; n < 260; n++) {
      all = all * 31 + Xxh3.hash(bytes(n));
    }
    for (int n : new int[] {500, 1023, 1024, 1025, 2048, 5000, 100_000}) {
      all = all * 31 + Xxh3.hash(bytes(n));
    }
    assertThat(Xxh3.text(all)).isEqualTo("2d20cc2d0aff03fa");
  }
}
