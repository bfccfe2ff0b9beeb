package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObjectTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void encodingsOfStrings() {
    client.pipeline(
        "SET n 12", "SET e short", "SET r " + "x".repeat(45), "SET big 12345678901234567890");
    assertThat(
            client.pipeline(
                "OBJECT ENCODING n",
                "OBJECT ENCODING e",
                "OBJECT ENCODING r",
                "OBJECT ENCODING big",
                "OBJECT ENCODING nokey"))
        .containsExactly("int", "embstr", "raw", "embstr", "nil");
  }

  @Test
  void smallIntegersCountAsShared() {
    client.pipeline("SET a 0", "SET b 9999", "SET c 10000", "SET d -1", "SET e x", "RPUSH l 1");
    assertThat(
            client.pipeline(
                "OBJECT REFCOUNT a",
                "OBJECT REFCOUNT b",
                "OBJECT REFCOUNT c",
                "OBJECT REFCOUNT d",
                "OBJECT REFCOUNT e",
                "OBJECT REFCOUNT l",
                "OBJECT REFCOUNT nokey"))
        .containsExactly(":2147483647", ":2147483647", ":1", ":1", ":1", ":1", "nil");
  }

  @Test
  void idleTimeCountsFromTheLastUse() {
    client.pipeline("SET k v", "RPUSH l 1");
    server.advance(Duration.ofSeconds(7));
    assertThat(client.pipeline("OBJECT IDLETIME k", "GET k", "OBJECT IDLETIME k"))
        .containsExactly(":7", "v", ":0");
    assertThat(client.pipeline("OBJECT IDLETIME l", "LLEN l", "OBJECT IDLETIME l"))
        .containsExactly(":7", ":1", ":0");
    assertThat(client.send("OBJECT", "IDLETIME", "nokey")).isEqualTo("nil");
  }

  @Test
  void frequencyNeedsAPolicyThatGoesByIt() {
    client.send("SET", "k", "v");
    assertThat(client.send("OBJECT", "FREQ", "nokey")).isEqualTo("nil");
    assertThat(client.send("OBJECT", "FREQ", "k"))
        .startsWith("-ERR An LFU maxmemory policy is not selected");
  }

  @Test
  void helpListsTheSubcommands() {
    assertThat(client.send("OBJECT", "HELP"))
        .startsWith("[+OBJECT <subcommand> [<arg> [value] [opt] ...]. Subcommands are: +ENCODING");
    assertThat(client.pipeline("OBJECT FOO", "OBJECT ENCODING", "OBJECT"))
        .containsExactly(
            "-ERR unknown subcommand 'FOO'. Try OBJECT HELP.",
            "-ERR wrong number of arguments for 'object|encoding' command",
            "-ERR wrong number of arguments for 'object' command");
  }
}
