package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HelloTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void tellsWhatTheServerIs() {
    String id = client.send("CLIENT", "ID");
    assertThat(client.send("HELLO"))
        .isEqualTo(
            "[server redis version 7.4.0 proto :2 id "
                + id
                + " mode standalone role master modules []]");
    assertThat(client.send("HELLO", "3"))
        .isEqualTo(
            "{server redis version 7.4.0 proto :3 id "
                + id
                + " mode standalone role master modules []}");
    assertThat(client.send("HELLO")).contains("proto :3");
  }

  @Test
  void switchesTheProtocolOfWhatFollows() {
    assertThat(client.pipeline("GET nokey", "HELLO 3", "GET nokey", "CLIENT GETNAME").getLast())
        .isEqualTo("nil");
    client.write("GET", "nokey");
    assertThat(client.readRaw(3)).isEqualTo("_\r\n");
    client.send("HELLO", "2");
    client.write("GET", "nokey");
    assertThat(client.readRaw(5)).isEqualTo("$-1\r\n");
  }

  @Test
  void namesTheConnection() {
    assertThat(client.send("HELLO", "2", "SETNAME", "joe")).startsWith("[server");
    assertThat(client.send("CLIENT", "GETNAME")).isEqualTo("joe");
  }

  @Test
  void checksVersionOptionsAndNameBeforeAnythingChanges() {
    assertThat(
            client.pipeline(
                "HELLO x",
                "HELLO 1",
                "HELLO 4",
                "HELLO 3 AUTH a",
                "HELLO 3 SETNAME",
                "HELLO 3 SETNAME joe FOO",
                "HELLO 3 AUTH nouser x SETNAME joe",
                "CLIENT GETNAME"))
        .containsExactly(
            "-ERR Protocol version is not an integer or out of range",
            "-NOPROTO unsupported protocol version",
            "-NOPROTO unsupported protocol version",
            "-ERR Syntax error in HELLO option 'AUTH'",
            "-ERR Syntax error in HELLO option 'SETNAME'",
            "-ERR Syntax error in HELLO option 'FOO'",
            "-WRONGPASS invalid username-password pair or user is disabled.",
            "nil");
    assertThat(client.send("HELLO", "3", "SETNAME", "a b", "AUTH", "nouser", "x"))
        .isEqualTo("-ERR Client names cannot contain spaces, newlines or special characters.");
    assertThat(client.send("HELLO")).contains("proto :2");
  }

  @Test
  void resetGoesBackToTheBeginning() {
    client.pipeline("HELLO 3 SETNAME joe", "SELECT 4", "CLIENT NO-TOUCH on", "CLIENT NO-EVICT on");
    client.pipeline("CLIENT SETINFO LIB-NAME lib");
    assertThat(client.send("RESET")).isEqualTo("+RESET");
    assertThat(client.send("CLIENT", "INFO"))
        .contains(" name= ", " flags=N ", " db=0 ", " resp=2 ", " user=default ", " lib-name=lib ");
  }
}
