package io.miniredis.protocol;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Throws bytes at the decoder: those kept in {@code CommandDecoderFuzzTestInputs}, and with {@code
 * JAZZER_FUZZ=1} in the environment whatever Jazzer thinks up from them.
 */
class CommandDecoderFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void decodesAnyBytesAsTheReferenceDoes(byte[] bytes) {
    DecoderProperty.check(bytes);
  }
}
