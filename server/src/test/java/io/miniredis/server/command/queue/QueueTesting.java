package io.miniredis.server.command.queue;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of queues share: a server, a client, others that wait. */
abstract class QueueTesting {
  @RegisterExtension final TestServer server = new TestServer();
  TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  /** Sends words without blanks. */
  String send(String line) {
    return client.send(line.split(" "));
  }

  /** A client whose command waits. */
  TestClient waiter(String line) {
    int before = server.engine().blocking().waiting();
    TestClient waiter = server.client();
    waiter.write(line.split(" "));
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == before + 1);
    return waiter;
  }

  /** Moves time on, and has done what is due. */
  void pass(long millis) {
    server.advance(Duration.ofMillis(millis));
    server.tick();
  }
}
