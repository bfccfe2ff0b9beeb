package io.miniredis.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A password that is set wherever one can be set is shown nowhere. */
class SecretsTest {
  private static final String CANARY = "canary-4711";

  @RegisterExtension
  final TestServer server =
      new TestServer(
          "requirepass " + CANARY, "slowlog-log-slower-than 0", "slowlog-max-len 100000");

  @Test
  void aPasswordIsShownNowhere() {
    TestClient monitor = server.client();
    monitor.send("AUTH", CANARY);
    monitor.send("MONITOR");
    TestClient client = server.client();
    useItEverywhere(client);
    client.pipeline("MULTI", "AUTH " + CANARY, "AUTH default " + CANARY, "EXEC", "ECHO end");
    List<String> shown = new ArrayList<>();
    do {
      shown.add(monitor.read());
    } while (!shown.getLast().contains("\"ECHO\""));
    shown.add(client.send("SLOWLOG", "GET", "-1"));
    shown.add(client.send("INFO", "everything"));
    shown.add(client.send("CLIENT", "LIST"));
    shown.add(client.send("ACL", "LIST"));
    shown.add(client.send("ACL", "GETUSER", "u"));
    shown.add(client.send("ACL", "LOG"));
    shown.add(client.send("LATENCY", "DOCTOR"));
    shown.add(client.send("COMMAND", "DOCS", "AUTH"));
    shown.addAll(TestLogs.takeWarnings());
    assertThat(shown).allSatisfy(text -> assertThat(text).doesNotContain(CANARY));
    assertThat(shown).anyMatch(line -> line.endsWith("\"AUTH\" \"(redacted)\""));
  }

  private static void useItEverywhere(TestClient client) {
    assertThat(client.send("AUTH", "x" + CANARY)).startsWith("-WRONGPASS");
    assertThat(client.send("AUTH", "default", CANARY, CANARY)).startsWith("-ERR");
    assertThat(client.send("AUTH", "nobody", CANARY)).startsWith("-WRONGPASS");
    assertThat(client.send("HELLO", "2", "AUTH", "default", "x" + CANARY)).startsWith("-WRONGPASS");
    assertThat(client.send("HELLO", "2", "SETNAME", "me", "AUTH", "default", CANARY))
        .startsWith("[server");
    client.send("ACL", "SETUSER", "u", "on", ">" + CANARY, "+@all", "~*");
    client.send("ACL", "SETUSER", "u", "<" + CANARY, "nosuch");
    client.send("ACL", "SETUSER", "u", "nosuch-" + CANARY);
    client.send("AUTH", "u", CANARY);
    client.send("HELLO", "2", "AUTH", "u", CANARY);
    for (String setting :
        new String[] {"masterauth", "masteruser", "tls-key-file-pass", "requirepass"}) {
      client.send("CONFIG", "SET", setting, CANARY);
      client.send("CONFIG", "SET", setting, CANARY, "nosuch", "x");
    }
    client.send("AUTH", CANARY);
  }
}
