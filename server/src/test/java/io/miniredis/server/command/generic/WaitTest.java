package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.LineTest;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** WAIT and WAITAOF, of a server without replicas. */
class WaitTest extends LineTest {
  private String afterMillis(int millis, String line) {
    client.write(line.split(" "));
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
    server.advance(Duration.ofMillis(millis - 1));
    server.tick();
    assertThat(client.hasInput()).isFalse();
    server.advance(Duration.ofMillis(1));
    server.tick();
    return client.read();
  }

  @Test
  void whatIsAskedOfReplicasIsWaitedForInVain() {
    assertThat(send("WAIT 0 0")).isEqualTo(":0");
    assertThat(afterMillis(20, "WAIT 1 20")).isEqualTo(":0");
    assertThat(send("WAITAOF 0 0 0")).isEqualTo("[:0 :0]");
    assertThat(afterMillis(20, "WAITAOF 0 2 20")).isEqualTo("[:0 :0]");
  }

  @Test
  void aTransactionDoesNotWait() {
    send("MULTI");
    send("WAIT 1 0");
    send("WAITAOF 0 1 0");
    assertThat(send("EXEC")).isEqualTo("[:0 [:0 :0]]");
  }

  @Test
  void waitaofChecksItsArgumentsInOrderThenThatThereIsAFile() {
    assertThat(send("WAITAOF 2 -1 -1"))
        .isEqualTo("-ERR value is out of range, value must between 0 and 1");
    assertThat(send("WAITAOF 1 -1 -1")).isEqualTo("-ERR value is out of range, must be positive");
    assertThat(send("WAITAOF 1 0 -1")).isEqualTo("-ERR timeout is negative");
    assertThat(send("WAITAOF 1 0 0"))
        .isEqualTo("-ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.");
  }
}
