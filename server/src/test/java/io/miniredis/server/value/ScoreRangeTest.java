package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreRangeTest {
  private static double end(String text) {
    return ScoreRange.parseEnd(Slice.of(text));
  }

  @Test
  void anEndIsReadAsCReadsIt() {
    assertThat(end("1.5")).isEqualTo(1.5);
    assertThat(end("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(end(" \t1")).isEqualTo(1);
    assertThat(end("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(end("-1e400")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(end("1e-400")).isZero();
    assertThat(end("0x10")).isEqualTo(16);
    assertThat(end("")).isZero();
    assertThat(end("3\0junk")).isEqualTo(3);
  }

  @Test
  void whatCDoesNotReadToItsEndIsNoNumber() {
    assertThat(end("1 ")).isNaN();
    assertThat(end(" ")).isNaN();
    assertThat(end("nan")).isNaN();
    assertThat(end("(1")).isNaN();
    assertThat(end("-")).isNaN();
    assertThat(end("+-1")).isNaN();
  }

  @Test
  void endsMayBeOpen() {
    ScoreRange range = new ScoreRange(1, true, 2, false);
    assertThat(range.contains(1)).isFalse();
    assertThat(range.contains(1.5)).isTrue();
    assertThat(range.contains(2)).isTrue();
    assertThat(range.contains(2.5)).isFalse();
  }
}
