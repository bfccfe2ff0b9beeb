package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.config.Settings;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthTest {
  private static final String WRONG =
      "-WRONGPASS invalid username-password pair or user is disabled.";
  private static final String NOAUTH = "-NOAUTH Authentication required.";

  @RegisterExtension final TestServer server = new TestServer("requirepass secret");
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void nothingButGettingInWorksWithoutThePassword() {
    assertThat(client.pipeline("GET k", "PING", "CLIENT ID", "SELECT 1")).containsOnly(NOAUTH);
    assertThat(client.pipeline("NOSUCH", "GET", "CLIENT NOSUCH"))
        .containsExactly(
            "-ERR unknown command 'NOSUCH', with args beginning with: ",
            "-ERR wrong number of arguments for 'get' command",
            "-ERR unknown subcommand 'NOSUCH'. Try CLIENT HELP.");
    assertThat(client.pipeline("RESET", "QUIT")).containsExactly("+RESET", "+OK");
    assertThat(client.read()).isEqualTo("closed");
  }

  @Test
  void thePasswordAloneIsTheDefaultUsers() {
    assertThat(client.pipeline("AUTH secret", "GET k")).containsExactly("+OK", "nil");
    assertThat(server.client().pipeline("AUTH default secret", "GET k"))
        .containsExactly("+OK", "nil");
  }

  @Test
  void aWrongNameOrPasswordChangesNothing() {
    assertThat(
            client.pipeline(
                "AUTH x", "AUTH default x", "AUTH nouser secret", "AUTH Default secret"))
        .containsOnly(WRONG);
    assertThat(client.send("AUTH", "")).isEqualTo(WRONG);
    assertThat(client.send("PING")).isEqualTo(NOAUTH);
    assertThat(client.pipeline("AUTH secret", "AUTH x", "PING"))
        .containsExactly("+OK", WRONG, "+PONG");
    assertThat(client.pipeline("AUTH a b c")).containsExactly("-ERR syntax error");
  }

  @Test
  void resetTakesItBack() {
    assertThat(client.pipeline("AUTH secret", "RESET", "PING"))
        .containsExactly("+OK", "+RESET", NOAUTH);
  }

  @Test
  void helloCanDoItInOneGo() {
    assertThat(client.send("HELLO", "3")).startsWith("-NOAUTH HELLO must be called");
    assertThat(client.send("HELLO")).startsWith("-NOAUTH HELLO must be called");
    assertThat(client.send("HELLO", "3", "AUTH", "default", "x")).isEqualTo(WRONG);
    assertThat(client.send("HELLO", "3", "AUTH", "default", "secret", "SETNAME", "joe"))
        .startsWith("{server redis");
    assertThat(client.send("CLIENT", "GETNAME")).isEqualTo("joe");
  }

  @Test
  void strangersMaySendTenArgumentsOfSixteenKilobytes() {
    client.send("ECHO", "a", "b", "c", "d", "e", "f", "g", "h", "i");
    assertThat(client.send("ECHO", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"))
        .isEqualTo("-ERR Protocol error: unauthenticated multibulk length");
    assertThat(client.read()).isEqualTo("closed");
    client = server.client();
    assertThat(client.send("ECHO", "x".repeat(16384))).isEqualTo(NOAUTH);
    client.writeRaw("*2\r\n$4\r\nECHO\r\n$16385\r\n");
    assertThat(client.read()).isEqualTo("-ERR Protocol error: unauthenticated bulk length");
    assertThat(client.read()).isEqualTo("closed");
  }

  @Test
  void theLimitsFallWithThePasswordInTheSamePacket() {
    String large = "x".repeat(20_000);
    client.writeRaw(TestClient.encode("AUTH", "secret") + TestClient.encode("ECHO", large));
    assertThat(client.readMany(2)).containsExactly("+OK", large);
  }

  @Test
  void whoCameInBeforeThereWasAPasswordStays() {
    assertThat(client.send("PING")).isEqualTo(NOAUTH);
    server.engine().config().put(Settings.REQUIREPASS, "");
    TestClient early = server.client();
    assertThat(client.send("PING")).isEqualTo("+PONG");
    assertThat(early.send("PING")).isEqualTo("+PONG");
    assertThat(early.send("AUTH", "x"))
        .startsWith("-ERR AUTH <password> called without any password");
    assertThat(early.send("AUTH", "default", "anything")).isEqualTo("+OK");
    server.engine().config().put(Settings.REQUIREPASS, "other");
    assertThat(early.send("PING")).isEqualTo("+PONG");
    assertThat(client.send("PING")).isEqualTo(NOAUTH);
    assertThat(client.send("AUTH", "other")).isEqualTo("+OK");
  }
}
