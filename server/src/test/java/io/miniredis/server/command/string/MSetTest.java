package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MSetTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void setsSeveral() {
    check("+OK", "MSET a 1 b 2 a 3");
    check("[3 2 nil]", "MGET a b c");
    check(":1", "RPUSH l x");
    check("[nil 3]", "MGET l a");
    check("+OK", "MSET l x");
    check("x", "GET l");
  }

  @Test
  void setsSeveralIfNoneExists() {
    check(":1", "MSETNX a 1 b 2");
    check(":0", "MSETNX c 3 b 4");
    check("[1 2 nil]", "MGET a b c");
  }

  @Test
  void needsAValueForEachKey() {
    check("-ERR wrong number of arguments for 'mset' command", "MSET a 1 b");
    check("-ERR wrong number of arguments for 'msetnx' command", "MSETNX a 1 b");
    check(":0", "DEL a");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
