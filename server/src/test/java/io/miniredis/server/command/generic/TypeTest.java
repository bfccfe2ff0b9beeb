package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TypeTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void tellsTheTypeOfEachValue() {
    client.pipeline("SET s 1", "APPEND g x", "RPUSH l 1", "SADD t 1", "ZADD z 1 m", "HSET h f v");
    assertThat(
            client.pipeline("TYPE s", "TYPE g", "TYPE l", "TYPE t", "TYPE z", "TYPE h", "TYPE n"))
        .containsExactly("+string", "+string", "+list", "+set", "+zset", "+hash", "+none");
  }
}
