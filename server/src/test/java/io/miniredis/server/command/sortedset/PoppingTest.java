package io.miniredis.server.command.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoppingTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    send("ZADD z 1 a 2 b 3 c 4 d");
    send("SET s v");
  }

  private String send(String line) {
    return client.send(line.split(" "));
  }

  @Test
  void takesFromTheEndThatIsNamed() {
    assertThat(send("ZPOPMIN z")).isEqualTo("[a 1]");
    assertThat(send("ZPOPMAX z")).isEqualTo("[d 4]");
    assertThat(send("ZPOPMAX z 0")).isEqualTo("[]");
    assertThat(send("ZPOPMAX z 9")).isEqualTo("[c 3 b 2]");
    assertThat(send("ZPOPMIN z")).isEqualTo("[]");
    assertThat(send("ZCARD z")).isEqualTo(":0");
  }

  @Test
  void underResp3ACountMakesPairs() {
    client.resp3();
    assertThat(send("ZPOPMIN z")).isEqualTo("[a ,1]");
    assertThat(send("ZPOPMIN z 2")).isEqualTo("[[b ,2] [c ,3]]");
  }

  @Test
  void checksCountThenType() {
    assertThat(send("ZPOPMIN s x 1")).isEqualTo("-ERR syntax error");
    assertThat(send("ZPOPMIN s x")).isEqualTo("-ERR value is out of range, must be positive");
    assertThat(send("ZPOPMIN s -1")).isEqualTo("-ERR value is out of range, must be positive");
    assertThat(send("ZPOPMIN s 0"))
        .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value");
  }

  @Test
  void ofSeveralKeysTheFirstThatExistsGives() {
    assertThat(send("ZMPOP 2 nope z MAX COUNT 2")).isEqualTo("[z [[d 4] [c 3]]]");
    assertThat(send("ZMPOP 2 nope z min")).isEqualTo("[z [[a 1]]]");
    assertThat(send("ZMPOP 1 nope MIN")).isEqualTo("nil");
  }

  @Test
  void zmpopChecksInItsOrder() {
    assertThat(send("ZMPOP 0 s FOO")).isEqualTo("-ERR numkeys should be greater than 0");
    assertThat(send("ZMPOP x s FOO")).isEqualTo("-ERR numkeys should be greater than 0");
    assertThat(send("ZMPOP 2 s MIN")).isEqualTo("-ERR syntax error");
    assertThat(send("ZMPOP 1 s FOO")).isEqualTo("-ERR syntax error");
    assertThat(send("ZMPOP 1 s MIN COUNT 0")).isEqualTo("-ERR count should be greater than 0");
    assertThat(send("ZMPOP 1 s MIN COUNT 1 COUNT 1")).isEqualTo("-ERR syntax error");
    assertThat(send("ZMPOP 2 s z MIN"))
        .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value");
  }

  @Test
  void removalByNameDropsTheEmptyKey() {
    assertThat(send("ZREM z a nope b a")).isEqualTo(":2");
    assertThat(send("ZREM z c d")).isEqualTo(":2");
    assertThat(send("ZREM z c")).isEqualTo(":0");
    assertThat(send("ZADD z XX 1 a")).isEqualTo(":0");
  }
}
