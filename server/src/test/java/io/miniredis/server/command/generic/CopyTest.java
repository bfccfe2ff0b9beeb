package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CopyTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void copiesValueAndExpiry() {
    client.send("SET", "a", "v", "EX", "9");
    assertThat(client.send("COPY", "a", "b")).isEqualTo(":1");
    assertThat(client.pipeline("GET b", "TTL b", "TTL a")).containsExactly("v", ":9", ":9");
  }

  @Test
  void theCopyIsIndependent() {
    client.pipeline("RPUSH l 1", "SADD s 1", "ZADD z 1 m", "HSET h f v", "APPEND g x");
    client.pipeline("COPY l l2", "COPY s s2", "COPY z z2", "COPY h h2", "COPY g g2");
    client.pipeline("RPUSH l 2", "SADD s 2", "ZADD z 2 n", "HSET h f w", "APPEND g y");
    assertThat(
            client.pipeline(
                "LRANGE l2 0 -1", "SMEMBERS s2", "ZRANGE z2 0 -1", "HGETALL h2", "GET g2"))
        .containsExactly("[1]", "[1]", "[m]", "[f v]", "x");
  }

  @Test
  void fieldsOfACopiedHashExpireToo() {
    client.send("HSET", "h", "f", "v");
    client.send("HPEXPIRE", "h", "3000", "FIELDS", "1", "f");
    client.send("COPY", "h", "h2");
    server.advance(Duration.ofSeconds(4));
    server.tick();
    assertThat(client.send("EXISTS", "h", "h2")).isEqualTo(":0");
  }

  @Test
  void leavesADestinationThatExistsUnlessToldTo() {
    client.pipeline("SET a 1", "RPUSH b x", "EXPIRE b 9");
    assertThat(client.pipeline("COPY a b", "TYPE b", "COPY a b REPLACE", "GET b", "TTL b"))
        .containsExactly(":0", "+list", ":1", "1", ":-1");
    assertThat(client.send("COPY", "nokey", "b", "REPLACE")).isEqualTo(":0");
    assertThat(client.send("GET", "b")).isEqualTo("1");
  }

  @Test
  void copiesIntoAnotherDatabase() {
    client.send("SET", "a", "1");
    assertThat(client.pipeline("COPY a a DB 3", "EXISTS a", "SELECT 3", "GET a"))
        .containsExactly(":1", ":1", "+OK", "1");
  }

  @Test
  void checksOptionsThenKeys() {
    assertThat(
            client.pipeline(
                "COPY k k FOO",
                "COPY k k DB x",
                "COPY k k DB 16",
                "COPY k k DB 99999999999",
                "COPY k k DB",
                "COPY k k",
                "COPY k k DB 1"))
        .containsExactly(
            "-ERR syntax error",
            "-ERR value is not an integer or out of range",
            "-ERR DB index is out of range",
            "-ERR value is out of range, value must between -2147483648 and 2147483647",
            "-ERR syntax error",
            "-ERR source and destination objects are the same",
            ":0");
  }
}
