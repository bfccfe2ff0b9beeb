package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientListTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private static String field(String line, String name) {
    int from = line.indexOf(" " + name + "=") + name.length() + 2;
    int end = line.indexOf(' ', from);
    return line.substring(from, end < 0 ? line.length() : end).trim();
  }

  @Test
  void aLineHasTheFieldsOfRedisInItsOrder() {
    String info = client.send("CLIENT", "INFO");
    assertThat(info.replaceAll("=\\S*", "").replaceAll("['\n]", ""))
        .isEqualTo(
            "id addr laddr fd name age idle flags db sub psub ssub multi watch qbuf qbuf-free"
                + " argv-mem multi-mem rbs rbp obl oll omem tot-mem events cmd user redir resp"
                + " lib-name lib-ver");
    assertThat(info).endsWith("\n'");
  }

  @Test
  void tellsWhatAClientIsLike() {
    client.pipeline("CLIENT SETNAME joe", "SELECT 3", "CLIENT SETINFO LIB-NAME jedis");
    client.pipeline("CLIENT SETINFO lib-ver 1.2", "CLIENT NO-EVICT ON", "CLIENT NO-TOUCH on");
    server.advance(Duration.ofSeconds(75));
    String info = client.send("CLIENT", "INFO");
    assertThat(field(info, "addr")).isEqualTo("127.0.0.1:" + client.localPort());
    assertThat(field(info, "laddr")).isEqualTo("127.0.0.1:" + server.port());
    assertThat(info)
        .contains(" name=joe age=75 idle=0 flags=eT db=3 ", " cmd=client|info user=default ")
        .contains(" lib-name=jedis lib-ver=1.2\n");
  }

  @Test
  void listsAllClientsInTheOrderInWhichTheyCame() {
    TestClient second = server.client();
    second.send("GET", "k");
    server.advance(Duration.ofSeconds(9));
    String[] lines = client.send("CLIENT", "LIST").split("\n");
    assertThat(lines).hasSize(3); // and a quote behind the last
    assertThat(lines[0]).contains(" cmd=client|list ");
    assertThat(lines[1]).contains(" age=9 idle=9 ", " cmd=get ");
  }

  @Test
  void aClientThatSaidNothingYetHasNoCommand() {
    server.client();
    TestServer.await("it is there", () -> server.engine().sessions().count() == 2);
    assertThat(client.send("CLIENT", "LIST")).contains(" cmd=NULL ");
  }

  @Test
  void filters() {
    client.send("PING");
    TestClient second = server.client();
    String one = client.send("CLIENT", "ID").substring(1);
    String two = second.send("CLIENT", "ID").substring(1);
    assertThat(client.send("CLIENT", "LIST", "ID", two, "99", one).split("\n")[0])
        .startsWith("'id=" + two + " ");
    assertThat(client.send("CLIENT", "LIST", "ID", "99")).isEqualTo("''");
    assertThat(client.send("CLIENT", "LIST", "TYPE", "normal").split("\n")).hasSize(3);
    assertThat(client.pipeline("CLIENT LIST TYPE pubsub", "CLIENT LIST TYPE slave"))
        .containsOnly("''");
    assertThat(
            client.pipeline(
                "CLIENT LIST TYPE foo",
                "CLIENT LIST ID x",
                "CLIENT LIST ID",
                "CLIENT LIST TYPE",
                "CLIENT LIST TYPE normal x",
                "CLIENT LIST FOO x"))
        .containsExactly(
            "-ERR Unknown client type 'foo'",
            "-ERR Invalid client ID",
            "-ERR syntax error",
            "-ERR syntax error",
            "-ERR syntax error",
            "-ERR syntax error");
  }

  @Test
  void isVerbatimTextInResp3() {
    client.resp3();
    assertThat(client.send("CLIENT", "INFO")).startsWith("=txt:id=").contains(" resp=3 ");
    assertThat(client.send("CLIENT", "LIST", "ID", "99")).isEqualTo("=txt:");
  }

  @Test
  void namesAreWordsOfPrintableCharacters() {
    String refusal = "-ERR Client names cannot contain spaces, newlines or special characters.";
    assertThat(client.send("CLIENT", "SETNAME", "a b")).isEqualTo(refusal);
    assertThat(client.send("CLIENT", "SETNAME", "a\nb")).isEqualTo(refusal);
    assertThat(client.send("CLIENT", "SETNAME", "\u00e9")).isEqualTo(refusal);
    assertThat(client.pipeline("CLIENT GETNAME", "CLIENT SETNAME joe", "CLIENT GETNAME"))
        .containsExactly("nil", "+OK", "joe");
    assertThat(client.send("CLIENT", "SETNAME", "")).isEqualTo("+OK");
    assertThat(client.send("CLIENT", "GETNAME")).isEqualTo("nil");
    assertThat(client.send("CLIENT", "SETINFO", "LIB-VER", "a b"))
        .isEqualTo("-ERR LIB-VER cannot contain spaces, newlines or special characters.");
    assertThat(client.send("CLIENT", "SETINFO", "foo", "a b"))
        .isEqualTo("-ERR Unrecognized option 'foo'");
  }

  @Test
  void helpListsTheSubcommands() {
    assertThat(client.send("CLIENT", "HELP"))
        .startsWith(
            "[+CLIENT <subcommand> [<arg> [value] [opt] ...]. Subcommands are: +CACHING (YES|NO)")
        .endsWith("+HELP +    Print this help.]");
  }
}
