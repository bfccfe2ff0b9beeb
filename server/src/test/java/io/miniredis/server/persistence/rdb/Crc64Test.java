package io.miniredis.server.persistence.rdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Crc64Test {
  private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

  @Test
  void theCheckValueOfThePolynomial() {
    assertThat(Crc64.of(DIGITS, 0, DIGITS.length)).isEqualTo(0xe9c6d914c4b8d9caL);
  }

  @Test
  void nothingHasNone() {
    assertThat(Crc64.of(DIGITS, 4, 0)).isZero();
  }

  @Test
  void bytesMayComeInPieces() {
    byte[] a = new byte[1000];
    new Random(5).nextBytes(a);
    long whole = Crc64.of(a, 0, a.length);
    for (int cut = 0; cut <= 40; cut++) {
      assertThat(Crc64.update(Crc64.of(a, 0, cut), a, cut, a.length - cut)).isEqualTo(whole);
    }
  }

  @Test
  void anyBitCounts() {
    byte[] a = new byte[33];
    long before = Crc64.of(a, 0, a.length);
    for (int bit = 0; bit < a.length * 8; bit++) {
      a[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Crc64.of(a, 0, a.length)).as("bit %d", bit).isNotEqualTo(before);
      a[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }
}
