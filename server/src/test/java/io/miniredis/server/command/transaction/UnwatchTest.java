package io.miniredis.server.command.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnwatchTest {
  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void endsTheWatchOfItsClientAlone() {
    TestClient client = server.client();
    TestClient other = server.client();
    other.send("WATCH", "k");
    assertThat(client.pipeline("WATCH k", "SET k v", "UNWATCH", "MULTI", "EXEC")).endsWith("[]");
    assertThat(other.pipeline("MULTI", "EXEC")).endsWith("nil");
  }

  @Test
  void inATransactionItIsQueuedAndTooLate() {
    TestClient client = server.client();
    assertThat(client.pipeline("WATCH k", "SET k v", "MULTI", "UNWATCH", "EXEC"))
        .containsExactly("+OK", "+OK", "+OK", "+QUEUED", "nil");
  }
}
