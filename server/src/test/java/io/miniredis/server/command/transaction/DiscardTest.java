package io.miniredis.server.command.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DiscardTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void forgetsWhatWasQueued() {
    assertThat(client.pipeline("MULTI", "SET k v", "DISCARD", "GET k", "EXEC"))
        .containsExactly("+OK", "+QUEUED", "+OK", "nil", "-ERR EXEC without MULTI");
  }

  @Test
  void outsideATransactionItIsAnErrorThatLeavesTheWatch() {
    assertThat(client.pipeline("WATCH k", "DISCARD", "SET k v", "MULTI", "EXEC"))
        .containsExactly("+OK", "-ERR DISCARD without MULTI", "+OK", "+OK", "nil");
  }

  @Test
  void endsTheWatch() {
    assertThat(client.pipeline("WATCH k", "MULTI", "DISCARD", "SET k v", "MULTI", "EXEC"))
        .endsWith("[]");
    assertThat(client.pipeline("WATCH k", "SET k w", "MULTI", "DISCARD", "MULTI", "EXEC"))
        .endsWith("[]");
  }

  @Test
  void forgetsAFlaw() {
    assertThat(client.pipeline("MULTI", "NOSUCH", "DISCARD", "MULTI", "PING", "EXEC"))
        .endsWith("[+PONG]");
  }
}
