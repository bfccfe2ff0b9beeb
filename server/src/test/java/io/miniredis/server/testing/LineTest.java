package io.miniredis.server.testing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A test with a server and a client of its own, to which commands are given as lines: words without
 * blanks.
 */
public abstract class LineTest {
  @RegisterExtension protected final TestServer server = new TestServer();
  protected TestClient client;

  @SuppressWarnings("NullAway.Init") // the client comes with each test
  protected LineTest() {}

  @BeforeEach
  final void connect() {
    client = server.client();
  }

  /** Sends a command and reads its reply. */
  protected final String send(String line) {
    return client.send(line.split(" "));
  }

  /** A new client whose blocking command waits, the only one that does. */
  protected final TestClient waiter(String line) {
    TestClient waiter = server.client();
    waiter.write(line.split(" "));
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
    return waiter;
  }
}
