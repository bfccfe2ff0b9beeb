package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RenameTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void takesValueAndExpiryAlong() {
    client.send("SET", "a", "v", "PX", "5000");
    assertThat(client.send("RENAME", "a", "a much longer name")).isEqualTo("+OK");
    assertThat(client.send("EXISTS", "a")).isEqualTo(":0");
    assertThat(client.send("GET", "a much longer name")).isEqualTo("v");
    assertThat(client.send("PTTL", "a much longer name")).isEqualTo(":5000");
  }

  @Test
  void replacesTheOtherKeyAndItsExpiry() {
    client.send("RPUSH", "a", "1", "2");
    client.send("SET", "b", "v", "EX", "5");
    client.send("RENAME", "a", "b");
    assertThat(client.send("LRANGE", "b", "0", "-1")).isEqualTo("[1 2]");
    assertThat(client.send("TTL", "b")).isEqualTo(":-1");
  }

  @Test
  void whatWasRenamedStillExpires() {
    client.send("SET", "a", "v", "PX", "5000");
    client.send("HSET", "h", "f", "v", "g", "w");
    client.send("HPEXPIRE", "h", "3000", "FIELDS", "1", "f");
    client.pipeline("RENAME a b", "RENAME h i");
    server.advance(Duration.ofSeconds(6));
    server.tick();
    assertThat(client.send("DBSIZE")).isEqualTo(":1");
    assertThat(client.send("HGETALL", "i")).isEqualTo("[g w]");
  }

  @Test
  void aKeyCanBeRenamedToItself() {
    client.send("SET", "k", "v", "EX", "5");
    assertThat(client.send("RENAME", "k", "k")).isEqualTo("+OK");
    assertThat(client.send("TTL", "k")).isEqualTo(":5");
    assertThat(client.send("RENAMENX", "k", "k")).isEqualTo(":0");
  }

  @Test
  void needsAKey() {
    assertThat(client.send("RENAME", "nokey", "nokey")).isEqualTo("-ERR no such key");
    assertThat(client.send("RENAMENX", "nokey", "k")).isEqualTo("-ERR no such key");
  }

  @Test
  void renameNxLeavesWhatIsThere() {
    client.pipeline("SET a 1", "SET b 2");
    assertThat(client.pipeline("RENAMENX a b", "GET b", "RENAMENX a c", "GET c", "EXISTS a"))
        .containsExactly(":0", "2", ":1", "1", ":0");
  }

  @Test
  void keepsTextTextAndNumbersNumbers() {
    client.pipeline("SET n 12", "SET t 1", "APPEND t 2", "RENAME n n2", "RENAME t t2");
    assertThat(client.pipeline("OBJECT ENCODING n2", "OBJECT ENCODING t2", "INCR t2"))
        .containsExactly("int", "raw", ":13");
  }
}
