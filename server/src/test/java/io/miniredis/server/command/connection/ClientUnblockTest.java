package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientUnblockTest {
  @RegisterExtension final TestServer server = new TestServer("io-threads 4");
  private TestClient client;
  private TestClient waiter;
  private String id = "";

  @BeforeEach
  void connect() {
    client = server.client();
    waiter = server.client();
    id = waiter.send("CLIENT", "ID").substring(1);
  }

  private void waits(String line) {
    waiter.write(line.split(" "));
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
  }

  @Test
  void aWaitEndsAsAtItsTimeoutOrWithAnError() {
    waits("BLPOP k 0");
    assertThat(client.send("CLIENT", "UNBLOCK", id)).isEqualTo(":1");
    assertThat(waiter.read()).isEqualTo("nil");
    waits("WAIT 1 0");
    assertThat(client.send("CLIENT", "UNBLOCK", id, "TIMEOUT")).isEqualTo(":1");
    assertThat(waiter.read()).isEqualTo(":0");
    waits("BLPOP k 0");
    assertThat(client.send("CLIENT", "UNBLOCK", id, "ERROR")).isEqualTo(":1");
    assertThat(waiter.read()).isEqualTo("-UNBLOCKED client unblocked via CLIENT UNBLOCK");
  }

  @Test
  void whoDoesNotWaitIsNotUnblocked() {
    assertThat(client.send("CLIENT", "UNBLOCK", id)).isEqualTo(":0");
    assertThat(client.send("CLIENT", "UNBLOCK", "999")).isEqualTo(":0");
  }

  @Test
  void whoIsHeldByAPauseIsNotUnblocked() {
    client.send("CLIENT", "PAUSE", "100000", "WRITE");
    waiter.write("BLPOP", "k", "0");
    TestServer.await("it is held", () -> server.engine().pausing().held() == 1);
    assertThat(client.send("CLIENT", "UNBLOCK", id)).isEqualTo(":0");
    client.send("CLIENT", "UNPAUSE");
    client.send("RPUSH", "k", "v");
    assertThat(waiter.read()).isEqualTo("[k v]");
  }

  @Test
  void theReasonIsCheckedBeforeTheNumber() {
    assertThat(client.send("CLIENT", "UNBLOCK", "x", "y"))
        .isEqualTo("-ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
    assertThat(client.send("CLIENT", "UNBLOCK", "x"))
        .isEqualTo("-ERR value is not an integer or out of range");
  }
}
