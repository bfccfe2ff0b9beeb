package io.miniredis.server.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.CommandError;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
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
    assertThat(send("XREAD BLOCK -1 STREAMS s 1-1")).isEqualTo("-ERR timeout is negative");
    assertThat(send("XREAD BLOCK 9223372036854775807 STREAMS s 1-1"))
        .isEqualTo("-ERR timeout is out of range");
  }

  @Test
  void xreadWaitsForWhatComesBehindTheLastIdOfThen() {
    TestClient waiter = server.client();
    waiter.write("XREAD", "BLOCK", "0", "STREAMS", "nope", "s", "$", "$");
    awaitBlocked(1);
    send("XDEL s 1-1");
    send("XADD s 3-1 a 3");
    assertThat(waiter.read()).isEqualTo("[[s [[3-1 [a 3]]]]]");
    assertThat(waiter.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void xreadRepliesNilWhenNothingHasCome() {
    TestClient waiter = server.client();
    waiter.write("XREAD", "BLOCK", "10", "STREAMS", "s", "$");
    awaitBlocked(1);
    server.advance(Duration.ofMillis(9));
    server.tick();
    assertThat(waiter.hasInput()).isFalse();
    server.advance(Duration.ofMillis(1));
    server.tick();
    assertThat(waiter.read()).isEqualTo("nil");
  }

  @Test
  void whoWaitsForAGroupIsToldThatItHasGone() {
    String noGroup =
        "-NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option";
    for (String end : List.of("DEL s", "XGROUP DESTROY s g", "SET s v", "RENAME s t", "FLUSHALL")) {
      send("DEL s");
      send("XGROUP CREATE s g $ MKSTREAM");
      TestClient waiter = server.client();
      waiter.write("XREADGROUP", "GROUP", "g", "c", "BLOCK", "0", "STREAMS", "s", ">");
      awaitBlocked(1);
      send(end);
      assertThat(waiter.read())
          .as(end)
          .isEqualTo(end.startsWith("SET") ? "-" + CommandError.WRONGTYPE.line() : noGroup);
    }
  }

  @Test
  void everyEntryGoesToOneConsumerOfTheGroup() {
    send("XGROUP CREATE s g $");
    TestClient ann = server.client();
    ann.write("XREADGROUP", "GROUP", "g", "ann", "BLOCK", "0", "STREAMS", "s", ">");
    awaitBlocked(1);
    TestClient bob = server.client();
    bob.write("XREADGROUP", "GROUP", "g", "bob", "BLOCK", "0", "STREAMS", "s", ">");
    awaitBlocked(2);
    send("XADD s 3-1 a 3");
    assertThat(ann.read()).isEqualTo("[[s [[3-1 [a 3]]]]]");
    send("XADD s 4-1 a 4");
    assertThat(bob.read()).isEqualTo("[[s [[4-1 [a 4]]]]]");
  }

  private void awaitBlocked(int clients) {
    TestServer.await(
        clients + " clients wait", () -> server.engine().blocking().waiting() == clients);
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
