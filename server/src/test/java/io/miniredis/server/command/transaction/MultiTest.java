package io.miniredis.server.command.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MultiTest {
  private static final String ABORTED =
      "-EXECABORT Transaction discarded because of previous errors.";

  @RegisterExtension final TestServer server = new TestServer("requirepass secret");
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    client.send("AUTH", "secret");
  }

  @Test
  void withinATransactionItIsAnErrorThatLeavesTheTransactionAsItIs() {
    assertThat(client.pipeline("MULTI", "PING", "MULTI", "PING", "EXEC"))
        .containsExactly(
            "+OK", "+QUEUED", "-ERR MULTI calls can not be nested", "+QUEUED", "[+PONG +PONG]");
  }

  @Test
  void whatCannotBeQueuedFlawsTheTransaction() {
    for (String command :
        new String[] {"NOSUCH", "GET", "CONFIG NOSUCH", "CONFIG GET", "MULTI x"}) {
      assertThat(client.pipeline("MULTI", command, "SET k v", "EXEC").getLast())
          .as(command)
          .isEqualTo(ABORTED);
    }
    assertThat(client.send("EXISTS", "k")).isEqualTo(":0");
  }

  @Test
  void aFlawedOneQueuesNothingMore() {
    client.pipeline("MULTI", "SET k v", "NOSUCH", "SET k w", "SET k x");
    TestClient other = server.client();
    other.send("AUTH", "secret");
    assertThat(other.send("CLIENT", "LIST").lines().findFirst().orElseThrow())
        .contains(" flags=x ", " multi=1 ");
  }

  @Test
  void withoutThePasswordThereIsNone() {
    TestClient stranger = server.client();
    assertThat(stranger.pipeline("MULTI", "PING", "EXEC"))
        .containsExactly(
            "-NOAUTH Authentication required.",
            "-NOAUTH Authentication required.",
            "-EXECABORT Transaction discarded because of: NOAUTH Authentication required.");
  }

  @Test
  void commandsThatEndOrSetBackTheConnectionRunAtOnce() {
    assertThat(client.pipeline("MULTI", "SET k v", "RESET", "AUTH secret", "EXEC"))
        .containsExactly("+OK", "+QUEUED", "+RESET", "+OK", "-ERR EXEC without MULTI");
    assertThat(client.pipeline("MULTI", "SET k v", "QUIT"))
        .containsExactly("+OK", "+QUEUED", "+OK");
    assertThat(client.read()).isEqualTo("closed");
  }
}
