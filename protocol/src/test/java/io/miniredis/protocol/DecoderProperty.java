package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** What holds for any bytes: the decoder agrees with the reference, however the bytes arrive. */
final class DecoderProperty {
  private static final int MAX_BULK = 512 * 1024 * 1024;

  private DecoderProperty() {}

  /** Checks bytes that arrive at once, at every split in two, byte by byte, and in random parts. */
  static void check(byte[] bytes) {
    for (boolean authenticated : new boolean[] {true, false}) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      Decoded expected = ReferenceDecoder.decode(text, Integer.MAX_VALUE, MAX_BULK, authenticated);
      CommandDecoder decoder = new CommandDecoder();
      decoder.limits(Integer.MAX_VALUE, MAX_BULK, authenticated);
      checkArrivals(decoder, bytes, expected, bytes.length);
      if (bytes.length <= 2000) {
        for (int split = 0; split < bytes.length; split++) {
          checkArrivals(decoder, bytes, expected, split, bytes.length);
        }
        checkArrivals(decoder, bytes, expected, IntStream.rangeClosed(0, bytes.length).toArray());
      }
      Random random = new Random(Arrays.hashCode(bytes));
      for (int i = 0; i < 10; i++) {
        int[] arrivals = random.ints(random.nextInt(8), 0, bytes.length + 1).sorted().toArray();
        int[] all = Arrays.copyOf(arrivals, arrivals.length + 1);
        all[arrivals.length] = bytes.length;
        checkArrivals(decoder, bytes, expected, all);
      }
    }
  }

  private static void checkArrivals(
      CommandDecoder decoder, byte[] bytes, Decoded expected, int... arrivals) {
    decoder.reset();
    Decoded decoded = Decoded.of(decoder, bytes, arrivals);
    if (!decoded.equals(expected)) {
      assertThat(decoded)
          .as("bytes arriving up to " + Arrays.toString(arrivals))
          .isEqualTo(expected);
    }
  }
}
