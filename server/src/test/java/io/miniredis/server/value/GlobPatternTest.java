package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {
  private static Slice latin1(String s) {
    return Slice.of(s.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean matches(String pattern, String text) {
    return GlobPattern.matches(latin1(pattern), latin1(text));
  }

  private static boolean matchesIgnoringCase(String pattern, String text) {
    Slice p = latin1(pattern);
    Slice t = latin1(text);
    return GlobPattern.matches(p.array(), 0, p.length(), t.array(), 0, t.length(), true);
  }

  @ParameterizedTest
  @CsvSource({
    "hello, hello",
    "h?llo, hallo",
    "h*llo, hllo",
    "h*llo, heeeello",
    "h[ae]llo, hello",
    "h[^e]llo, hallo",
    "h[a-b]llo, hbllo",
    "*, anything",
    "a**, a",
    "**, a",
    "*a*b*, xaxbx",
    "\\*, *",
    "[\\]], ]",
    "a\\b, ab",
    "\\\\, \\",
    "[z-a], m",
    "*[0-9], abc7",
    "??, ab"
  })
  void matchesWhatThePatternSays(String pattern, String text) {
    assertThat(matches(pattern, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "hello, hell",
    "hell, hello",
    "h?llo, hllo",
    "h[ae]llo, hillo",
    "h[^e]llo, hello",
    "h[a-b]llo, hcllo",
    "\\*, a",
    "*a, ab",
    "?, ''",
    "a*, ''",
    "Hello, hello",
    "??, abc"
  })
  void refusesTheRest(String pattern, String text) {
    assertThat(matches(pattern, text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'*', '', true",
    "'**', '', false",
    "'', '', true",
    "'', a, false", // the empty text
    "'[^', a, true",
    "'[', a, false",
    "'[a', a, true",
    "'[a-', a, true",
    "'[a-', -, true",
    "'[a-]', a, true",
    "'[a-]', ], true", // a range that swallows the bracket
    "'[]', a, false",
    "'[^]', a, true",
    "'[]a]', 'a]', false",
    "'\\', '\\', true",
    "'[\\', '\\', true",
    "'[\\]-z]', x, false",
    "'[a-\u00ff]', b, false",
    "'[a-\u00ff]', A, true",
    "'[a-\u00ff]', '\u00e9', false", // signed bytes
    "'[\u0080-\u00a0]', '\u0090', true"
  })
  void keepsTheOdditiesOfRedis(String pattern, String text, boolean matches) {
    assertThat(matches(pattern, text)).isEqualTo(matches);
  }

  @Test
  void ignoresCaseWhenAsked() {
    assertThat(matchesIgnoringCase("MaxMemory*", "maxmemory-policy")).isTrue();
    assertThat(matchesIgnoringCase("[A-C]x", "bX")).isTrue();
    assertThat(matchesIgnoringCase("[abc]", "B")).isTrue();
    assertThat(matchesIgnoringCase("[\\A]", "a")).as("escaped in a class: exact").isFalse();
  }

  @Test
  void explodingPatternsEndFast() {
    String text = "a".repeat(20_000);
    String pattern = "a*".repeat(2_000) + "b";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(matches(pattern, text)).isFalse());
  }

  @Test
  void agreesWithASlowReference() {
    Random random = Seeds.random("GlobPatternTest");
    for (int i = 0; i < 500_000; i++) {
      String pattern = draw(random, "aab-b*?[]^\\cA\u0080\u00ff", 8);
      String text = draw(random, "aabbc-]\\^AB\u0090", 6);
      boolean ignoreCase = random.nextInt(4) == 0;
      boolean expected =
          pattern.equals("*") || new Reference(pattern, text, ignoreCase).matches(0, 0);
      boolean actual = ignoreCase ? matchesIgnoringCase(pattern, text) : matches(pattern, text);
      assertThat(actual)
          .as("'%s' matches '%s', ignoring case: %b", pattern, text, ignoreCase)
          .isEqualTo(expected);
    }
  }

  private static String draw(Random random, String alphabet, int bound) {
    StringBuilder s = new StringBuilder();
    for (int n = random.nextInt(bound); n > 0; n--) {
      s.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return s.toString();
  }

  /** The rules once more, recursive and exponential. */
  private record Reference(String pattern, String text, boolean ignoreCase) {
    boolean matches(int p, int t) {
      if (t == text.length()) {
        // stars that are left match nothing, unless there was nothing to begin with
        return t == 0 ? pattern.isEmpty() : pattern.substring(p).chars().allMatch(c -> c == '*');
      }
      if (p == pattern.length()) {
        return false;
      }
      char c = pattern.charAt(p);
      if (c == '*') {
        return matches(p + 1, t) || matches(p, t + 1);
      }
      if (c == '?') {
        return matches(p + 1, t + 1);
      }
      if (c == '[') {
        return matchesClass(p + 1, t);
      }
      int literal = c == '\\' && p + 1 < pattern.length() ? p + 1 : p;
      return fold(pattern.charAt(literal)) == fold(text.charAt(t)) && matches(literal + 1, t + 1);
    }

    private boolean matchesClass(int from, int t) {
      int p = from;
      boolean not = p < pattern.length() && pattern.charAt(p) == '^';
      p += not ? 1 : 0;
      boolean in = false;
      int left;
      for (; (left = pattern.length() - p) > 0 && pattern.charAt(p) != ']'; p++) {
        if (pattern.charAt(p) == '\\' && left >= 2) {
          p++;
          in |= pattern.charAt(p) == text.charAt(t);
        } else if (left >= 3 && pattern.charAt(p + 1) == '-') {
          int a = (byte) pattern.charAt(p);
          int b = (byte) pattern.charAt(p + 2);
          int wanted = fold(text.charAt(t));
          in |= fold((char) Math.min(a, b)) <= wanted && wanted <= fold((char) Math.max(a, b));
          p += 2;
        } else {
          in |= fold(pattern.charAt(p)) == fold(text.charAt(t));
        }
      }
      return in != not && matches(Math.min(p + 1, pattern.length()), t + 1);
    }

    private int fold(char c) {
      return ignoreCase && c >= 'A' && c <= 'Z' ? c + 32 : (byte) c;
    }
  }
}
