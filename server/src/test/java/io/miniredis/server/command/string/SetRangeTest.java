package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SetRangeTest {
  @RegisterExtension final TestServer server = new TestServer("proto-max-bulk-len 1mb");
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void writesIntoAString() {
    check("+OK", "SET s Hello-World");
    check(":11", "SETRANGE s 6 Redis");
    check("Hello-Redis", "GET s");
    check(":12", "SETRANGE s 9 xyz");
    check("Hello-Redxyz", "GET s");
  }

  @Test
  void fillsUpWithZeros() {
    check(":3", "SETRANGE s 2 x");
    assertThat(client.send("GET", "s")).isEqualTo("\0\0x");
  }

  @Test
  void writingNothingMakesNothing() {
    assertThat(client.send("SETRANGE", "s", "100", "")).isEqualTo(":0");
    check(":0", "DEL s");
    check("+OK", "SET s abc");
    assertThat(client.send("SETRANGE", "s", "9999999", "")).isEqualTo(":3");
  }

  @Test
  void checksOffsetThenTypeThenLength() {
    check(":1", "RPUSH l a");
    check("-ERR value is not an integer or out of range", "SETRANGE l x a");
    check("-ERR offset is out of range", "SETRANGE l -1 a");
    check(
        "-WRONGTYPE Operation against a key holding the wrong kind of value",
        "SETRANGE l 9223372036854775807 a");
    check(
        "-ERR string exceeds maximum allowed size (proto-max-bulk-len)",
        "SETRANGE s 9223372036854775807 a");
    check("-ERR string exceeds maximum allowed size (proto-max-bulk-len)", "SETRANGE s 1048576 a");
    check(":0", "DEL s");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
