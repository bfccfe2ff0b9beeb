package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PopTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void takesOneElement() {
    check(":3", "RPUSH l a b c");
    check("a", "LPOP l");
    check("c", "RPOP l");
    check("b", "LPOP l");
    check("nil", "LPOP l");
    check(":0", "DEL l");
  }

  @Test
  void takesUpToACountFromTheEndInwards() {
    check(":5", "RPUSH l a b c d e");
    check("[a b]", "LPOP l 2");
    check("[e d]", "RPOP l 2");
    check("[]", "RPOP l 0");
    check("[c]", "RPOP l 9223372036854775807");
    check("nil", "LPOP l 1");
  }

  @Test
  void checksTheCountBeforeTheType() {
    check("+OK", "SET s x");
    check("-ERR value is out of range, must be positive", "LPOP s -1");
    check("-ERR value is out of range, must be positive", "LPOP s x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LPOP s 0");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "RPOP s");
    check("-ERR wrong number of arguments for 'lpop' command", "LPOP s 1 2");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
