package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StringValueTest {
  private final StringValue value = new StringValue();

  @Test
  void appends() {
    value.append(Slice.of("Hello "));
    value.append(Slice.of("World"));
    assertThat(text()).isEqualTo("Hello World");
    assertThat(value.length()).isEqualTo(11);
    assertThat(value.encoding()).isEqualTo("raw");
  }

  @Test
  void overwritesARangeAndGrowsIfItReachesPastTheEnd() {
    value.append(Slice.of("Hello World"));
    value.setRange(6, Slice.of("Redis"));
    assertThat(text()).isEqualTo("Hello Redis");
    value.setRange(9, Slice.of("rascal"));
    assertThat(text()).isEqualTo("Hello Redrascal");
  }

  @Test
  void fillsTheWayToARangeWithZeros() {
    value.setRange(3, Slice.of("x"));
    assertThat(text()).isEqualTo("\0\0\0x");
    value.setRange(100, Slice.of(""));
    assertThat(value.length()).isEqualTo(4);
    value.ensureLength(6);
    assertThat(text()).isEqualTo("\0\0\0x\0\0");
  }

  @Test
  void takesTwiceWhatItNeedsUpToAMebibyteMore() {
    value.append(Slice.of("x".repeat(1000)));
    assertThat(value.bytes()).isEqualTo(40 + 2000);
    value.append(Slice.of("x".repeat(1000)));
    assertThat(value.bytes()).isEqualTo(40 + 2000);
    value.ensureLength(3 << 20);
    assertThat(value.bytes()).isEqualTo(40 + (4 << 20));
  }

  @Test
  void aCopyIsIndependentAndWithoutSlack() {
    value.append(Slice.of("12345678"));
    StringValue copy = value.copy();
    value.setRange(0, Slice.of("x"));
    assertThat(copy.view(new Slice())).hasToString("12345678");
    assertThat(copy.bytes()).isEqualTo(48);
  }

  @Test
  void refusesWhatNoArrayHolds() {
    assertThatThrownBy(() -> value.setRange(Integer.MAX_VALUE - 8, Slice.of("x")))
        .hasMessageContaining("2147483640");
    assertThat(value.length()).isZero();
  }

  @Test
  void anEmptyStringIsStillAValue() {
    assertThat(value.isEmpty()).isFalse();
  }

  private String text() {
    return value.view(new Slice()).toString();
  }
}
