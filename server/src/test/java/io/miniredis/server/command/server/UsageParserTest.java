package io.miniredis.server.command.server;

import static io.miniredis.server.engine.KeySpec.readOnly;
import static io.miniredis.server.engine.KeySpec.readWrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageParserTest {
  @Test
  void readsValues() {
    assertThat(parse("key count name")).isEqualTo("key:key#0 count:integer name:string");
    assertThat(parse("key unix-time-seconds")).isEqualTo("key:key#0 unix-time-seconds:unix-time");
    assertThat(parse("")).isEmpty();
  }

  @Test
  void readsTokensWithWhatBelongsToThem() {
    assertThat(parse("[MATCH pattern] [COUNT count] [NOVALUES]"))
        .isEqualTo("MATCH=pattern:pattern? COUNT=count:integer? NOVALUES!?");
    assertThat(parse("[LIMIT offset count]"))
        .isEqualTo("LIMIT=limit:{offset:integer count:integer}?");
    assertThat(parse("key FIELDS numfields field [field ...]"))
        .isEqualTo("key:key#0 FIELDS=fields:{numfields:integer field:string*}");
  }

  @Test
  void readsChoices() {
    assertThat(parse("[NX | XX]")).isEqualTo("nx-xx:(NX!|XX!)?");
    assertThat(parse("<LEFT | RIGHT>")).isEqualTo("left-right:(LEFT!|RIGHT!)");
    assertThat(parse("[EX seconds | KEEPTTL]"))
        .isEqualTo("ex-keepttl:(EX=seconds:integer|KEEPTTL!)?");
    assertThat(parse("[AGGREGATE <SUM | MIN>]")).isEqualTo("AGGREGATE=sum-min:(SUM!|MIN!)?");
  }

  @Test
  void readsRepetitions() {
    assertThat(parse("key [key ...]")).isEqualTo("key:key#0*");
    assertThat(parse("key value [key value ...]")).isEqualTo("key-value:{key:key#0 value:string}*");
    assertThat(parse("[WEIGHTS weight [weight ...]]")).isEqualTo("WEIGHTS=weight:integer*?");
    assertThat(parse("[GET pattern [GET pattern ...]]")).isEqualTo("GET=pattern:pattern**?");
    assertThat(parse("[section [section ...]]")).isEqualTo("section:string*?");
  }

  @Test
  void countsKeysByTheirSpecifications() {
    Spec two =
        Spec.command("X", Group.GENERIC)
            .arity(4)
            .usage("destination numkeys key [key ...]")
            .keys(readWrite(1), readOnly(2).keynum(0, 1, 1))
            .build();
    assertThat(text(UsageParser.arguments(two)))
        .isEqualTo("destination:key#0 numkeys:integer key:key#1*");
  }

  @Test
  void refusesBracketsThatDoNotFit() {
    assertThatIllegalArgumentException().isThrownBy(() -> parse("[NX"));
    assertThatIllegalArgumentException().isThrownBy(() -> parse("key ]"));
    assertThatIllegalArgumentException().isThrownBy(() -> parse("<A | B]"));
  }

  private static String parse(String usage) {
    Spec spec = Spec.command("X", Group.GENERIC).arity(-1).usage(usage).keys(readOnly(1)).build();
    return text(UsageParser.arguments(spec));
  }

  private static String text(List<Argument> arguments) {
    return String.join(" ", arguments.stream().map(UsageParserTest::text).toList());
  }

  /** TOKEN=name:type#keySpec, ! for a token alone, * multiple, ** with its token, ? optional. */
  private static String text(Argument a) {
    String token = a.token() == null ? "" : a.token();
    List<String> parts = a.arguments().stream().map(UsageParserTest::text).toList();
    String body =
        switch (a.type()) {
          case PURE_TOKEN -> token + "!";
          case ONEOF -> prefix(token) + a.name() + ":(" + String.join("|", parts) + ")";
          case BLOCK -> prefix(token) + a.name() + ":{" + String.join(" ", parts) + "}";
          default -> prefix(token) + a.name() + ":" + a.type().label();
        };
    return body
        + (a.keySpec() < 0 ? "" : "#" + a.keySpec())
        + (a.multipleToken() ? "**" : a.multiple() ? "*" : "")
        + (a.optional() ? "?" : "");
  }

  private static String prefix(String token) {
    return token.isEmpty() ? "" : token + "=";
  }
}
