package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a stream of requests is split, it is the same stream. */
class CommandDecoderSplitTest {

  /** The seeds that the fuzz test starts from, too. */
  static List<Path> seeds() throws IOException, URISyntaxException {
    URL folder = CommandDecoderSplitTest.class.getResource("CommandDecoderFuzzTestInputs");
    assertThat(folder).isNotNull();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void seedsDecodeAsTheReferenceSays(Path seed) throws IOException {
    DecoderProperty.check(Files.readAllBytes(seed));
  }

  @Test
  void randomStreamsDecodeAsTheReferenceSays() {
    long first = System.nanoTime();
    System.out.println("CommandDecoderSplitTest: first seed " + first);
    for (long seed = first; seed < first + 500; seed++) {
      byte[] stream = RandomRequests.stream(new SplittableRandom(seed));
      try {
        DecoderProperty.check(stream);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\r", "\0\n"})
  void longLinesAreTheSameLinesInParts(String end) {
    for (int length = 65533; length <= 65540; length++) {
      for (String head : new String[] {"", "*", "*1\r\n", "*1\r\n$"}) {
        DecoderProperty.check(
            (head + "1".repeat(length) + end).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void partsOfALineAreNotScannedAgain() throws ProtocolException {
    CommandDecoder decoder = new CommandDecoder();
    byte[] line = "a".repeat(65000).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(decoder.decode(line, 0, line.length)).isFalse();
    // Were they read again, they would end the line.
    Arrays.fill(line, (byte) '\n');
    assertThat(decoder.decode(line, 0, line.length)).isFalse();
  }
}
