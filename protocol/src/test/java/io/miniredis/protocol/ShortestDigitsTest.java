package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** What the digits of doubles rest on; {@link NumbersTest} tests the digits. */
class ShortestDigitsTest {

  @Test
  void hasTheCachedPowersOfTenRounded() {
    MathContext exact = new MathContext(500);
    BigDecimal two = BigDecimal.valueOf(2);
    for (int i = 0; i < ShortestDigits.POWERS.length; i++) {
      BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(-348 + 8 * i);
      BigDecimal unit = two.pow(ShortestDigits.exponentOf(i), exact);
      BigDecimal significand = power.divide(unit, exact).setScale(0, RoundingMode.HALF_UP);
      assertThat(significand.toBigIntegerExact().bitLength()).isEqualTo(64);
      assertThat(ShortestDigits.POWERS[i]).isEqualTo(significand.toBigIntegerExact().longValue());
    }
  }
}
