package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "gr\u00fc\u00df", "\u20ac", "\ud83d\ude00", "\ud7ff\ue000"})
  void utf8IsReadAsWhatItSays(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(RawText.decode(bytes)).isEqualTo(text);
    assertThat(RawText.encode(text)).isEqualTo(bytes);
  }

  @Test
  void onlyTheGivenRangeIsRead() {
    byte[] bytes = "<gr\u00fcn>".getBytes(StandardCharsets.UTF_8);
    assertThat(RawText.decode(bytes, 1, bytes.length - 2)).isEqualTo("gr\u00fcn");
  }

  @Test
  void everyByteAloneSurvives() {
    for (int b = 0; b < 256; b++) {
      byte[] bytes = {(byte) b};
      assertThat(RawText.encode(RawText.decode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void anyBytesSurvive() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] leads = {(byte) 0xC2, (byte) 0xE0, (byte) 0xED, (byte) 0xF0, (byte) 0xF4, (byte) 0x80};
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(9)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (random.nextInt(3) == 0) {
          bytes[i] = leads[random.nextInt(leads.length)];
        }
      }
      assertThat(RawText.encode(RawText.decode(bytes))).as("seed %d", seed).isEqualTo(bytes);
    }
  }
}
