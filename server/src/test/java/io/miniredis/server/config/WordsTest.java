package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of redis.conf and their words. */
class WordsTest {
  private static @Nullable List<String> split(String line) {
    return Words.split(RawText.encode(line));
  }

  @Test
  void whiteSpaceSeparates() {
    assertThat(split("  save\t900   1\r")).containsExactly("save", "900", "1");
    assertThat(split("")).isEmpty();
    assertThat(split(" \t\r")).isEmpty();
  }

  @Test
  void quotesKeepWhiteSpace() {
    assertThat(split("a \"b c\" 'd e' \"\" ''")).containsExactly("a", "b c", "d e", "", "");
  }

  @Test
  void doubleQuotesKnowEscapes() {
    assertThat(split("\"\\n\\r\\t\\b\\a\\\\\\\"\\q\"")).containsExactly("\n\r\t\b\u0007\\\"q");
    assertThat(split("\"\\x41\\x7a\\xC3\\xbc\\x4\\xzz\"")).containsExactly("Az\u00fcx4xzz");
  }

  @Test
  void singleQuotesKnowOnlyThemselves() {
    assertThat(split("'it\\'s \\n'")).containsExactly("it's \\n");
  }

  @Test
  void quotesMayOpenInsideAWord() {
    assertThat(split("a\"b c\"")).containsExactly("ab c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "'open", "\"a\"b", "'a'b", "x \"a\"\"b\"", "\"a\\", "\"a\\\""})
  void unbalancedQuotesAreRefused(String line) {
    assertThat(split(line)).isNull();
  }

  @Test
  void wordsAreQuotedOnlyWhereNeeded() {
    assertThat(Words.join(List.of("bind", "127.0.0.1", "-::1"))).isEqualTo("bind 127.0.0.1 -::1");
    assertThat(Words.join(List.of("a", ""))).isEqualTo("a \"\"");
    assertThat(Words.join(List.of("a b"))).isEqualTo("\"a b\"");
    assertThat(Words.join(List.of("#x", "it's"))).isEqualTo("\"#x\" \"it's\"");
    assertThat(Words.join(List.of("\n\u00ff \u0001"))).isEqualTo("\"\\n\\xc3\\xbf \\x01\"");
  }

  @Test
  void anyWordsAreReadBackFromTheirLine() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String letters = "ab \"'\\\n\t#\u00fc\u20acx41";
    for (int round = 0; round < 20_000; round++) {
      List<String> words =
          random
              .ints(1 + random.nextInt(4), 0, 8)
              .mapToObj(length -> word(random, letters, length))
              .toList();
      String line = Words.join(words);
      assertThat(line).doesNotContain("\n");
      assertThat(split(line)).as("seed %d: %s", seed, line).isEqualTo(words);
    }
  }

  private static String word(Random random, String letters, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }
}
