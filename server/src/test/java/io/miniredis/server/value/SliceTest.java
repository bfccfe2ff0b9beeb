package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SliceTest {
  @Test
  void showsAPartOfAnArrayWithoutCopying() {
    byte[] array = {'a', 'b', 'c', 'd', 'e'};
    Slice slice = new Slice().wrap(array, 1, 3);
    assertThat(slice).hasToString("bcd");
    assertThat(slice.byteAt(2)).isEqualTo((byte) 'd');
    array[1] = 'x';
    assertThat(slice).hasToString("xcd");
    assertThat(slice.toBytes()).containsExactly('x', 'c', 'd');
  }

  @Test
  void aNewSliceIsEmpty() {
    assertThat(new Slice().isEmpty()).isTrue();
    assertThat(new Slice().toBytes()).isEmpty();
    assertThat(new Slice().isLong()).isFalse();
    assertThat(new Slice().isDouble()).isFalse();
  }

  @Test
  void copiesItsBytesToAPlace() {
    byte[] target = {1, 1, 1, 1};
    Slice.of("ab").copyTo(target, 1);
    assertThat(target).containsExactly(1, 'a', 'b', 1);
  }

  @Test
  void equalsByContent() {
    Slice slice = new Slice().wrap(new byte[] {9, 1, 2, 9}, 1, 2);
    assertThat(slice.contentEquals(new byte[] {1, 2})).isTrue();
    assertThat(slice.contentEquals(new byte[] {1, 3})).isFalse();
    assertThat(slice.contentEquals(new byte[] {1, 2, 3})).isFalse();
    assertThat(slice.contentEquals(new byte[] {0, 1, 2, 0}, 1, 2)).isTrue();
    assertThat(slice.contentEquals(Slice.of(new byte[] {1, 2}))).isTrue();
  }

  @Test
  void ordersBytesAsUnsignedNumbersAndThePrefixFirst() {
    assertThat(Slice.of(new byte[] {(byte) 0x80}).compare(Slice.of(new byte[] {0x7f})))
        .isPositive();
    assertThat(Slice.of("ab").compare(Slice.of("abc"))).isNegative();
    assertThat(Slice.of("abc").compare(Slice.of("abc"))).isZero();
    assertThat(Slice.of("").compare(Slice.of("a"))).isNegative();
  }

  @Test
  void comparesWordsInAnyCase() {
    assertThat(Slice.of("withSCORES").is("WITHSCORES")).isTrue();
    assertThat(Slice.of("withscore").is("WITHSCORES")).isFalse();
    assertThat(Slice.of("withscoree").is("WITHSCORES")).isFalse();
    assertThat(Slice.of("").is("")).isTrue();
    assertThat(Slice.of("@").is("`")).as("only letters fold").isFalse();
    assertThat(Slice.of(new byte[] {(byte) ('A' + 128)}).is("A")).isFalse();
  }

  @Test
  void readsWholeNumbersInTheStrictFormOnly() {
    for (String yes : new String[] {"0", "-1", "9223372036854775807", "-9223372036854775808"}) {
      Slice slice = Slice.of(yes);
      assertThat(slice.isLong()).as(yes).isTrue();
      assertThat(slice.asLong()).isEqualTo(Long.parseLong(yes));
    }
    for (String no :
        new String[] {
          "",
          "-",
          "+1",
          "01",
          "-0",
          "00",
          " 1",
          "1 ",
          "1.0",
          "1e3",
          "0x10",
          "9223372036854775808",
          "-9223372036854775809",
          "99999999999999999999",
          "1\0"
        }) {
      assertThat(Slice.of(no).isLong()).as(no).isFalse();
    }
  }

  @Test
  void readsWholeNumbersAsJavaPrintsThem() {
    Random random = Seeds.random("SliceTest");
    for (int i = 0; i < 100_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      byte[] text = (" " + number + " ").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      Slice slice = new Slice().wrap(text, 1, text.length - 2);
      assertThat(slice.isLong()).isTrue();
      assertThat(slice.asLong()).isEqualTo(number);
    }
  }

  @Test
  void remembersTheFloatingPointNumberItFound() {
    Slice slice = Slice.of("-1.5e3");
    assertThat(slice.isDouble()).isTrue();
    assertThat(slice.asDouble()).isEqualTo(-1500);
  }

  @Test
  void printsEveryByteAsOneCharacter() {
    assertThat(Slice.of(new byte[] {(byte) 0xe9, 0, 'a'})).hasToString("\u00e9\0a");
  }
}
