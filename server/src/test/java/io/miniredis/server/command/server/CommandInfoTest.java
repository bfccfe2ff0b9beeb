package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommandInfoTest {
  @RegisterExtension final TestServer server = new TestServer();

  private static final String KEY_AT_1 =
      "[flags [+RO +access] begin_search [type index spec [index :1]]"
          + " find_keys [type range spec [lastkey :0 keystep :1 limit :0]]]";

  @Test
  void tellsTheFactsOfCommandsAndNilForOthers() {
    assertThat(server.client().send("COMMAND", "INFO", "GET", "nope", "config|nope", "get|x"))
        .isEqualTo(
            "[[get :2 [+readonly +fast] :1 :1 :1 [+@read +@string +@fast] [] ["
                + KEY_AT_1
                + "] []] nil nil nil]");
  }

  @Test
  void tellsSetsAndMapsInResp3() {
    assertThat(server.client().resp3().send("COMMAND", "INFO", "get"))
        .isEqualTo(
            "[[get :2 ~[+readonly +fast] :1 :1 :1 ~[+@read +@string +@fast] ~[]"
                + " ~[{flags ~[+RO +access] begin_search {type index spec {index :1}}"
                + " find_keys {type range spec {lastkey :0 keystep :1 limit :0}}}] ~[]]]");
  }

  @Test
  void tellsKeysThatAreCountedOrFollowAKeyword() {
    assertThat(server.client().send("COMMAND", "INFO", "zunion"))
        .contains(
            "begin_search [type index spec [index :1]]"
                + " find_keys [type keynum spec [keynumidx :0 firstkey :1 keystep :1]]")
        .contains("+movablekeys")
        .contains(" :0 :0 :0 ");
  }

  @Test
  void nestsSubcommands() {
    assertThat(server.client().send("COMMAND", "INFO", "config"))
        .startsWith("[[config :-2 [] :0 :0 :0 [+@slow] [] [] [[config|get :-3 ");
    assertThat(server.client().send("COMMAND", "INFO", "CONFIG|RESETSTAT"))
        .isEqualTo(
            "[[config|resetstat :2 [+admin +noscript +loading +stale] :0 :0 :0"
                + " [+@admin +@slow +@dangerous]"
                + " [request_policy:all_nodes response_policy:all_succeeded] [] []]]");
  }

  @Test
  void tellsOfAllCommandsWhenNoneIsNamed() {
    TestClient client = server.client();
    String all = client.send("COMMAND");
    assertThat(client.send("COMMAND", "INFO")).isEqualTo(all);
    assertThat(all).contains("[get :2 ").contains("[config|get :-3 ");
    String count = client.send("COMMAND", "COUNT");
    assertThat(count).isEqualTo(":" + server.engine().commands().size());
  }

  @Test
  void listsNames() {
    TestClient client = server.client();
    assertThat(client.send("COMMAND", "LIST")).contains(" get ").contains(" config|get ");
    assertThat(client.send("COMMAND", "LIST", "FILTERBY", "PATTERN", "CONFIG|*T"))
        .isEqualTo("[config|get config|resetstat config|set]");
    assertThat(client.send("COMMAND", "LIST", "filterby", "aclcat", "Transaction"))
        .doesNotContain("get");
    assertThat(client.send("COMMAND", "LIST", "FILTERBY", "ACLCAT", "nope")).isEqualTo("[]");
    assertThat(client.send("COMMAND", "LIST", "FILTERBY", "MODULE", "x")).isEqualTo("[]");
    assertThat(client.send("COMMAND", "LIST", "FILTERBY", "x", "y")).isEqualTo("-ERR syntax error");
    assertThat(client.send("COMMAND", "LIST", "x")).isEqualTo("-ERR syntax error");
  }

  @Test
  void tellsDocumentation() {
    TestClient client = server.client();
    assertThat(client.send("COMMAND", "DOCS", "nope")).isEqualTo("[]");
    assertThat(client.resp3().send("COMMAND", "DOCS", "get", "nope"))
        .isEqualTo(
            "{get {summary 'Reads the string of a key.' since 1.0.0 group string complexity O(1)"
                + " arguments [{name key type key display_text key key_spec_index :0}]}}");
    assertThat(client.send("COMMAND", "DOCS", "command|count"))
        .isEqualTo(
            "{command|count {summary 'Tells how many commands there are.' since 2.8.13"
                + " group server complexity O(1)}}");
    assertThat(client.send("COMMAND", "DOCS", "substr"))
        .contains(
            " doc_flags ~[+deprecated] deprecated_since 2.0.0 replaced_by GETRANGE arguments [");
    assertThat(client.send("COMMAND", "DOCS")).contains("subcommands {command|count {summary");
  }
}
