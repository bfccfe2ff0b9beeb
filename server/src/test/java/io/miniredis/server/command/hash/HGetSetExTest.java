package io.miniredis.server.command.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HGetSetExTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void readsAndRemoves() {
    check(":2", "HSET h a 1 b 2");
    check("[1 nil]", "HGETDEL h FIELDS 2 a nope");
    check("[2 nil]", "HGETDEL h FIELDS 2 b b");
    check(":0", "EXISTS h");
  }

  @Test
  void readsAndSetsTheExpiry() {
    check(":2", "HSET h a 1 b 2");
    check("[1 nil]", "HGETEX h EX 100 FIELDS 2 a nope");
    check("[:100 :-1]", "HTTL h FIELDS 2 a b");
    check("[1]", "HGETEX h PERSIST FIELDS 1 a");
    check("[:-1]", "HTTL h FIELDS 1 a");
    check("[1 2]", "HGETEX h EXAT 1 FIELDS 2 a b");
    check(":0", "EXISTS h");
  }

  @Test
  void setsAllOrNothing() {
    check(":1", "HSETEX h FNX EX 50 FIELDS 2 a 1 b 2");
    check(":0", "HSETEX h FNX FIELDS 2 c 3 a 9");
    check(":0", "HSETEX h FXX FIELDS 2 c 3 a 9");
    check(":2", "HLEN h");
    check(":1", "HSETEX h KEEPTTL FIELDS 1 a 9");
    check("[:50 :50]", "HTTL h FIELDS 2 a b");
    check(":1", "HSETEX h FIELDS 1 a 9");
    check("[:-1 :50]", "HTTL h FIELDS 2 a b");
    check(":0", "HSETEX nope FXX FIELDS 1 a 1");
    check(":0", "EXISTS nope");
  }

  @Test
  void checksOptionsInTheirOrder() {
    check("+OK", "SET s x");
    check("-ERR invalid expire time, must be >= 0", "HSETEX s EX -1 FXX FNX a b");
    check("-ERR unknown argument: HELLO", "HSETEX s EX 1 HELLO FIELDS 1 a b");
    check("-ERR invalid number of fields", "HSETEX s FIELDS 0 a b");
    check("-ERR wrong number of arguments for 'hsetex' command", "HSETEX s FIELDS 2 a b");
    check(
        "-WRONGTYPE Operation against a key holding the wrong kind of value",
        "HSETEX s FIELDS 1 a b");
    check(
        "-WRONGTYPE Operation against a key holding the wrong kind of value",
        "HGETEX s EX -1 FIELDS 0 a");
    check("-ERR invalid expire time, must be >= 0", "HGETEX h EX -1 FIELDS 0 a");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
