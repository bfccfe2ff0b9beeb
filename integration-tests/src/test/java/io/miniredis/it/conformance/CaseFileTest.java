package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The notation of the case files. */
class CaseFileTest {
  private static Case only(String... lines) {
    List<Case> cases = CaseFile.parse("group/file", List.of(lines));
    assertThat(cases).hasSize(1);
    return cases.get(0);
  }

  private static Step.Command command(String line) {
    return CaseFile.command(line);
  }

  @Test
  void wordsAreSplitAsRedisCliDoes() {
    assertThat(command("SET k \"a b\\x00\\n\" 'c\\'d' \"\" x\\y").words())
        .containsExactly("SET", "k", "a b\0\n", "c'd", "", "x\\y");
    assertThat(command("APPEND k \"ab\"*3").words()).containsExactly("APPEND", "k", "ababab");
  }

  @Test
  void aCommandHasAConnectionAndModifiers() {
    Step.Command command = command("c2: [unordered near 5 mask 'id=[0-9]+'] KEYS *");
    assertThat(command.conn()).isEqualTo("c2");
    assertThat(command.modifiers().unordered()).isTrue();
    assertThat(command.modifiers().near()).isEqualTo(5);
    assertThat(command.modifiers().masks()).hasSize(1);
    assertThat(command("GET k").conn()).isEqualTo("c1");
    assertThat(command("GET k").modifiers().exact()).isTrue();
  }

  @Test
  void aCaseHasConditionsAndSettings() {
    Case test =
        only("case: a name", "since 7.4: new", "resp: 3", "conf: a \"b c\"", "PING", "=> +P");
    assertThat(test.name()).isEqualTo("a name");
    assertThat(test.protocols()).containsExactly(3);
    assertThat(test.settings()).containsEntry("a", "b c");
    assertThat(test.appliesTo("7.0.15")).isFalse();
    assertThat(test.appliesTo("7.4.1")).isTrue();
    assertThat(test.appliesTo("8.0.2")).isTrue();
  }

  @Test
  void anExpectedReplyIsWhatEachProtocolMakesOfIt() {
    Case test = only("case: x", "PING", "=> {\"k\" [,1.5 #t nil nilarray]}");
    Step.Command step = (Step.Command) test.steps().get(0);
    assertThat(step.expected(2)).hasToString("[\"k\" [\"1.5\" :1 nil nilarray]]");
    assertThat(step.expected(3)).hasToString("{\"k\" [,1.5 #t nil nil]}");
  }

  @Test
  void aCaseThatRealServersMayNotKnowSaysWhatItExpects() {
    assertThatThrownBy(() -> only("case: x", "since 7.4: new", "PING"))
        .hasMessageContaining("group/file.case:1");
  }

  @Test
  void aMistakeNamesItsLine() {
    assertThatThrownBy(() -> only("case: x", "PING", "GET \"k"))
        .hasMessageContaining("group/file.case:3")
        .hasMessageContaining("unbalanced quotes");
    assertThatThrownBy(() -> only("PING")).hasMessageContaining("before the first case");
    assertThatThrownBy(() -> only("case: x", "[sorted] KEYS *")).hasMessageContaining("sorted");
  }

  @Test
  void repliesReadAsTheyAreWritten() {
    for (String text :
        List.of(
            "+OK",
            "-ERR no",
            ":1",
            "\"a\\x00\"",
            "nil",
            "nilarray",
            "[\"a\" [:1 nil] +\"OK\"]",
            "{\"k\" :1}",
            "~[\"a\"]",
            ",1.5",
            "#t",
            "=\"txt:a\"",
            "(123",
            "[]")) {
      assertThat(ReplyNotation.parse(text)).hasToString(text);
    }
  }

  @Test
  void repliesAreComparedAsModifiersSay() {
    assertThat(same("", "[\"a\" \"b\"]", "[\"b\" \"a\"]")).isFalse();
    assertThat(same("unordered", "[\"a\" \"b\"]", "[\"b\" \"a\"]")).isTrue();
    assertThat(same("pairs", "[\"a\" :1 \"b\" :2]", "[\"b\" :2 \"a\" :1]")).isTrue();
    assertThat(same("pairs", "[\"a\" :1 \"b\" :2]", "[\"b\" :1 \"a\" :2]")).isFalse();
    assertThat(same("distinct", "[\"a\" \"a\"]", "[\"a\"]")).isTrue();
    assertThat(same("near 5", "[:100 nil]", "[:104 nil]")).isTrue();
    assertThat(same("near 5", "[:100 nil]", "[:106 nil]")).isFalse();
    assertThat(same("mask 'id=[0-9]+'", "\"id=1 x\"", "\"id=23 x\"")).isTrue();
    assertThat(same("like 'a+'", "\"caat\"", "\"cat\"")).isTrue();
    assertThat(same("shape", "[\"a\" :1]", "[\"b\" :2]")).isTrue();
    assertThat(same("shape", "[\"a\" :1]", "[\"b\" \"2\"]")).isFalse();
  }

  private static boolean same(String modifiers, String a, String b) {
    return Modifiers.parse(modifiers).same(ReplyNotation.parse(a), ReplyNotation.parse(b));
  }
}
