package io.miniredis.server.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadingTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    send("XADD s 1-1 a 1");
    send("XADD s 2-1 a 2");
    send("SET k v");
  }

  private String send(String line) {
    return client.send(line.split(" "));
  }

  @Test
  void xreadTellsWhatComesBehindAnId() {
    assertThat(send("XREAD STREAMS s 1-1")).isEqualTo("[[s [[2-1 [a 2]]]]]");
    assertThat(send("XREAD COUNT 1 STREAMS nope s 0 0")).isEqualTo("[[s [[1-1 [a 1]]]]]");
    assertThat(send("XREAD STREAMS s $")).isEqualTo("nil");
    assertThat(send("XREAD STREAMS s +")).isEqualTo("[[s [[2-1 [a 2]]]]]");
    client.resp3();
    assertThat(send("XREAD STREAMS s 1-1")).isEqualTo("{s [[2-1 [a 2]]]}");
  }

  @Test
  void aWaitIsNotNeededWhereThereIsSomething() {
    assertThat(send("XREAD BLOCK 0 STREAMS s 1-1")).isEqualTo("[[s [[2-1 [a 2]]]]]");
    assertThat(send("XREAD BLOCK x STREAMS s 1-1"))
        .isEqualTo("-ERR timeout is not an integer or out of range");
    assertThat(send("XREAD BLOCK 10 STREAMS s 2-1"))
        .isEqualTo("-ERR nothing to read yet, and BLOCK cannot wait in this version");
    assertThat(send("XREAD BLOCK -1 STREAMS s 1-1")).isEqualTo("-ERR timeout is negative");
    assertThat(send("XREAD BLOCK 9223372036854775807 STREAMS s 1-1"))
        .isEqualTo("-ERR timeout is out of range");
  }

  @Test
  void anEntryIsDeliveredOnceAndPendingUntilAcknowledged() {
    send("XGROUP CREATE s g 0");
    assertThat(send("XREADGROUP GROUP g ann COUNT 1 STREAMS s >")).isEqualTo("[[s [[1-1 [a 1]]]]]");
    assertThat(send("XREADGROUP GROUP g bob STREAMS s >")).isEqualTo("[[s [[2-1 [a 2]]]]]");
    assertThat(send("XREADGROUP GROUP g bob STREAMS s >")).isEqualTo("nil");
    server.advance(Duration.ofSeconds(1));
    assertThat(send("XREADGROUP GROUP g ann STREAMS s 0")).isEqualTo("[[s [[1-1 [a 1]]]]]");
    assertThat(send("XPENDING s g - + 9")).isEqualTo("[[1-1 ann :0 :2] [2-1 bob :1000 :1]]");
    assertThat(send("XACK s g 1-1")).isEqualTo(":1");
    assertThat(send("XREADGROUP GROUP g ann STREAMS s 0")).isEqualTo("[[s []]]");
  }

  @Test
  void whatNeedsNoAcknowledgementIsNotPending() {
    send("XGROUP CREATE s g 0");
    send("XREADGROUP GROUP g ann NOACK STREAMS s >");
    assertThat(send("XPENDING s g")).isEqualTo("[:0 nil nil nil]");
    assertThat(send("XINFO GROUPS s")).contains("entries-read :2 lag :0");
  }

  @Test
  void namesMayLookLikeTheKeyword() {
    send("XGROUP CREATE s streams 0");
    assertThat(send("XREADGROUP COUNT 1 GROUP streams streams STREAMS s >"))
        .isEqualTo("[[s [[1-1 [a 1]]]]]");
  }

  @Test
  void xreadgroupChecksOptionsThenTypeThenGroupThenId() {
    send("XGROUP CREATE s g 0");
    assertThat(send("XREADGROUP COUNT x GROUP g c STREAMS k $"))
        .isEqualTo("-ERR value is not an integer or out of range");
    assertThat(send("XREADGROUP COUNT 1 NOACK STREAMS k x"))
        .isEqualTo("-ERR Missing GROUP option for XREADGROUP");
    assertThat(send("XREADGROUP GROUP g c STREAMS k x")).startsWith("-WRONGTYPE");
    assertThat(send("XREADGROUP GROUP h c STREAMS s x")).startsWith("-NOGROUP");
    assertThat(send("XREADGROUP GROUP g c STREAMS s x")).contains("Invalid stream ID");
    assertThat(send("XINFO CONSUMERS s g")).isEqualTo("[]");
  }
}
