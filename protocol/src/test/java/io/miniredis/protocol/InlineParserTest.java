package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inline requests; every text and every acceptance here is what redis-server 7.0 answers. */
class InlineParserTest {

  @Test
  void partsWordsAtWhiteSpace() {
    assertThat(words("SET key value")).containsExactly("SET", "key", "value");
    assertThat(words("  SET \t key\f  value \t\r ")).containsExactly("SET", "key\f", "value");
    assertThat(words("GET\ra")).containsExactly("GET", "a");
  }

  @Test
  void takesVerticalTabsAndFormFeedsForWhiteSpaceOnlyBetweenWords() {
    assertThat(words("GET \u000b\fa\u000bb")).containsExactly("GET", "a\u000bb");
    assertThat(words("GET \"a\"\u000bb")).containsExactly("GET", "a", "b");
  }

  @Test
  void endsALineWithOrWithoutACarriageReturn() {
    assertThat(Decoded.of("PING\nPING\r\nPING\r\r\n\nPING\n").commands())
        .containsExactly(
            List.of("PING"), List.of("PING"), List.of("PING"), List.of(), List.of("PING"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r", "   ", " \t\r"})
  void findsNothingInAnEmptyLine(String line) {
    assertThat(words(line)).isEmpty();
  }

  @Test
  void keepsWhiteSpaceInQuotes() {
    assertThat(words("SET \"a b\" 'c  d'")).containsExactly("SET", "a b", "c  d");
    assertThat(words("SET \"\" ''")).containsExactly("SET", "", "");
    assertThat(words("SET a\"b c\" x''")).containsExactly("SET", "ab c", "x");
    assertThat(words("\"GET\" \"it's\" 'say \"x\"'")).containsExactly("GET", "it's", "say \"x\"");
  }

  @Test
  void resolvesEscapesInDoubleQuotes() {
    assertThat(words("\"\\n\\r\\t\\b\\a\\\\\\\"\\q\"")).containsExactly("\n\r\t\b\u0007\\\"q");
    assertThat(words("\"\\x41\\xff\\x00\\xZZ\\x4\\x4g\"")).containsExactly("A\u00ff\0xZZx4x4g");
    assertThat(words("\"\\x4\"")).containsExactly("x4");
  }

  @Test
  void resolvesOnlyTheQuoteInSingleQuotes() {
    assertThat(words("'it\\'s \\n \\x41 \\\\ '")).containsExactly("it's \\n \\x41 \\\\ ");
  }

  @Test
  void leavesBackslashesOutsideQuotesAlone() {
    assertThat(words("a\\b \\\"x\"")).containsExactly("a\\b", "\\x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET \"a",
        "GET 'a",
        "GET \"",
        "GET '",
        "GET \"a\"b",
        "GET 'a'b",
        "GET a\"b\"c",
        "GET \"a\\\"",
        "GET \"a\\",
        "GET 'a\\'",
        "GET ''''",
        "GET \"\"\"\"",
        "\"\\x4"
      })
  void refusesUnbalancedQuotes(String line) {
    assertThat(Decoded.of(line + "\r\n").error())
        .isEqualTo("Protocol error: unbalanced quotes in request");
  }

  @Test
  void takesALineOf64KiB() {
    String word = "a".repeat(65536);
    assertThat(Decoded.of(word)).isEqualTo(new Decoded(List.of(), null, 0));
    assertThat(words(word)).containsExactly(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void refusesALongerLine(String end) {
    assertThat(Decoded.of("a".repeat(65537) + end).error())
        .isEqualTo("Protocol error: too big inline request");
  }

  @Test
  void seesNoLineEndBehindANul() {
    assertThat(Decoded.of("GET a\0b\r\nPING\r\n")).isEqualTo(new Decoded(List.of(), null, 0));
    assertThat(Decoded.of("\0\n" + "a".repeat(65536)).error())
        .isEqualTo("Protocol error: too big inline request");
  }

  @Test
  void takesManyWordsWhateverTheLimitForAClientThatIsNotAuthenticated() {
    CommandDecoder decoder = new CommandDecoder();
    decoder.limits(5, 100, false);
    byte[] line = (" a".repeat(1000) + "\n").getBytes(StandardCharsets.US_ASCII);
    assertThat(Decoded.of(decoder, line).commands().get(0)).hasSize(1000);
    assertThat(Decoded.of(decoder, line).commands().get(0)).hasSize(1000);
  }

  private static List<String> words(String line) {
    Decoded decoded = Decoded.of(line + "\n");
    assertThat(decoded.error()).isNull();
    assertThat(decoded.commands()).hasSize(1);
    return decoded.commands().get(0);
  }
}
