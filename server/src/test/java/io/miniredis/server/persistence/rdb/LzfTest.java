package io.miniredis.server.persistence.rdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LzfTest {
  private final Lzf lzf = new Lzf();

  @Test
  void repeatedBytesShrink() {
    byte[] a = new byte[10_000];
    assertThat(roundTrip(a)).isBetween(100, 150);
  }

  @Test
  void textComesBack() {
    roundTrip(
        "to be or not to be, that is the question ".repeat(20).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void randomBytesAreNotCompressed() {
    byte[] a = new byte[5000];
    new Random(1).nextBytes(a);
    assertThat(lzf.compress(a, 0, a.length, new byte[a.length], a.length - 4)).isZero();
  }

  @Test
  void aBlockThatDidNotFitLeavesNothingBehind() {
    byte[] a = "abcdefgh-abcdefgh-abcdefgh-".repeat(9).getBytes(StandardCharsets.US_ASCII);
    for (int room = 0; room < 30; room++) {
      lzf.compress(a, 0, a.length, new byte[a.length], room);
      roundTrip(Arrays.copyOf(a, 40));
    }
  }

  @Test
  void anythingComesBack() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      byte[] a = new byte[random.nextInt(i < 2900 ? 400 : 40_000)];
      int letters = 1 + random.nextInt(20);
      for (int j = 0; j < a.length; j++) {
        a[j] =
            (byte)
                (j > 30 && random.nextInt(4) > 0
                    ? a[j - 1 - random.nextInt(30)]
                    : random.nextInt(letters));
      }
      byte[] out = new byte[2 * a.length + 10];
      int n = lzf.compress(a, 0, a.length, out, out.length);
      byte[] back = new byte[a.length];
      assertThat(Lzf.decompress(out, 0, n, back, 0, a.length)).as("seed %d, %d", seed, i).isTrue();
      assertThat(back).as("seed %d, %d", seed, i).isEqualTo(a);
    }
  }

  @Test
  void garbageIsRefusedWithoutAnException() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] out = new byte[300];
    for (int i = 0; i < 100_000; i++) {
      byte[] in = new byte[random.nextInt(40)];
      random.nextBytes(in);
      Arrays.fill(out, (byte) 7);
      int length = random.nextInt(250);
      Lzf.decompress(in, 0, in.length, out, 20, length);
      for (int j = 0; j < out.length; j++) {
        if (j < 20 || j >= 20 + length) {
          assertThat(out[j]).as("seed %d, byte %d outside", seed, j).isEqualTo((byte) 7);
        }
      }
    }
  }

  @Test
  void aMatchBeforeTheBeginningIsRefused() {
    byte[] in = {0, 'a', 0x20, 1};
    assertThat(Lzf.decompress(in, 0, in.length, new byte[4], 0, 4)).isFalse();
    in[3] = 0;
    byte[] out = new byte[4];
    assertThat(Lzf.decompress(in, 0, in.length, out, 0, 4)).isTrue();
    assertThat(out).containsExactly('a', 'a', 'a', 'a');
  }

  private int roundTrip(byte[] a) {
    byte[] out = new byte[a.length];
    int n = lzf.compress(a, 0, a.length, out, a.length - 4);
    byte[] back = new byte[a.length];
    assertThat(Lzf.decompress(out, 0, n, back, 0, back.length)).isTrue();
    assertThat(back).isEqualTo(a);
    return n;
  }
}
