package io.miniredis.server.command.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvalRoTest {
  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void commandsThatWriteAreErrors() {
    var client = server.client();
    client.send("SET", "k", "v");
    assertThat(client.send("EVAL_RO", "return redis.call('GET', KEYS[1])", "1", "k"))
        .isEqualTo("v");
    assertThat(client.send("EVAL_RO", "return redis.call('SET', KEYS[1], 'w')", "1", "k"))
        .startsWith("-ERR Write commands are not allowed from read-only scripts. script: ");
    assertThat(client.send("EVAL", "#!lua flags=no-writes\nredis.call('DEL', KEYS[1])", "1", "k"))
        .startsWith("-ERR Write commands are not allowed from read-only scripts. script: ");
    assertThat(client.send("GET", "k")).isEqualTo("v");
  }
}
