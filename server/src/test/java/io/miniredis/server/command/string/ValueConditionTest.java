package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValueConditionTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    check("+OK", "SET k hello");
  }

  @Test
  void setComparesTheOldValueOrItsDigest() {
    check("9555e8555c62dcfd", "DIGEST k");
    check("nil", "SET k x IFEQ other");
    check("nil", "SET k x IFNE hello");
    check("nil", "SET k x IFDNE 9555e8555c62dcfd");
    check("+OK", "SET k x IFDEQ 9555e8555c62dcfd PX 5000");
    check("x", "SET k y IFEQ x GET");
    check("y", "SET k z IFEQ x GET");
    check("nil", "SET nope z IFEQ x");
    check("+OK", "SET nope z IFNE x");
  }

  @Test
  void delexRemovesOnACondition() {
    check(":0", "DELEX k IFEQ other");
    check(":1", "DELEX k IFEQ hello");
    check(":0", "DELEX k");
    check("-ERR wrong number of arguments for 'delex' command", "DELEX nope IFEQ");
    check(":1", "RPUSH l a");
    check("-ERR Key should be of string type if conditions are specified", "DELEX l IFEQ a");
    check(":1", "DELEX l");
  }

  @Test
  void msetexSetsAllOrNone() {
    check(":0", "MSETEX 2 a 1 k 2 NX");
    check(":0", "MSETEX 2 a 1 k 2 XX");
    check(":0", "EXISTS a");
    check(":1", "MSETEX 2 a 1 k 2 EX 100");
    check("[1 2]", "MGET a k");
    check(":100", "TTL a");
    check("-ERR wrong number of key-value pairs", "MSETEX 3 a 1 b 2 c");
    check("-ERR invalid numkeys value", "MSETEX 0 a 1");
  }

  @Test
  void onlyOneConditionMayStand() {
    check("-ERR syntax error", "SET k a NX IFEQ b");
    check("-ERR syntax error", "SET k a IFEQ b IFDEQ c");
    check("-ERR syntax error", "SET k a IFEQ");
    check("-ERR must be exactly 16 hexadecimal characters", "SET k a IFDEQ b");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
