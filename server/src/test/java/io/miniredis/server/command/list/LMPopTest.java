package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LMPopTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void popsFromTheFirstListThatExists() {
    check(":3", "RPUSH two a b c");
    check(":1", "RPUSH three x");
    check("[two [a]]", "LMPOP 3 one two three LEFT");
    check("[two [c b]]", "LMPOP 3 one two three RIGHT COUNT 5");
    check("[three [x]]", "LMPOP 3 one two three RIGHT COUNT 5");
    check("nil", "LMPOP 3 one two three RIGHT");
  }

  @Test
  void checksNumkeysThenEndThenOptions() {
    check("+OK", "SET s x");
    check("-ERR numkeys should be greater than 0", "LMPOP 0 s LEFT");
    check("-ERR numkeys should be greater than 0", "LMPOP x s LEFT");
    check("-ERR syntax error", "LMPOP 2 s LEFT");
    check("-ERR syntax error", "LMPOP 9223372036854775807 s LEFT");
    check("-ERR syntax error", "LMPOP 1 s UP");
    check("-ERR syntax error", "LMPOP 1 s LEFT COUNT");
    check("-ERR count should be greater than 0", "LMPOP 1 s LEFT COUNT 0");
    check("-ERR syntax error", "LMPOP 1 s LEFT COUNT 1 COUNT 1");
    check("-ERR count should be greater than 0", "LMPOP 1 s LEFT COUNT 0 x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LMPOP 1 s LEFT");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
