package io.miniredis.server.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** XREADGROUP CLAIM and XNACK: what one consumer leaves, another gets. */
class ClaimTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    for (int i = 1; i <= 5; i++) {
      send("XADD s " + i + "-0 a " + i);
    }
    send("XGROUP CREATE s g 0");
  }

  private String send(String line) {
    return client.send(line.split(" "));
  }

  private String claim(String consumer, String options) {
    return send("XREADGROUP GROUP g " + consumer + " " + options + " STREAMS s >");
  }

  private void pass(int millis) {
    server.advance(Duration.ofMillis(millis));
  }

  @Test
  void theLongestIdleComesFirstThenWhatIsNew() {
    claim("ann", "COUNT 1");
    pass(10);
    claim("ann", "COUNT 2");
    send("XCLAIM s g ann 0 1-0");
    send("XCLAIM s g ann 0 3-0 IDLE 5 JUSTID");
    pass(20);
    assertThat(claim("bob", "CLAIM 21 COUNT 1")).isEqualTo("[[s [[3-0 [a 3] :25 :1]]]]");
    assertThat(claim("bob", "CLAIM 20 COUNT 3"))
        .isEqualTo("[[s [[1-0 [a 1] :20 :2] [2-0 [a 2] :20 :1] [4-0 [a 4] :0 :0]]]]");
    assertThat(send("XPENDING s g - + 9 bob"))
        .isEqualTo("[[1-0 bob :0 :3] [2-0 bob :0 :2] [3-0 bob :0 :2] [4-0 bob :0 :1]]");
    assertThat(claim("bob", "CLAIM 1")).isEqualTo("[[s [[5-0 [a 5] :0 :0]]]]");
    assertThat(claim("bob", "CLAIM 1")).isEqualTo("nil");
  }

  @Test
  void allIsClaimedAgainWhereNoTimeIsAskedFor() {
    claim("ann", "COUNT 2");
    assertThat(claim("bob", "COUNT 3 CLAIM 0"))
        .isEqualTo("[[s [[1-0 [a 1] :0 :1] [2-0 [a 2] :0 :1] [3-0 [a 3] :0 :0]]]]");
    assertThat(claim("bob", "COUNT 2 CLAIM 0"))
        .isEqualTo("[[s [[1-0 [a 1] :0 :2] [2-0 [a 2] :0 :2]]]]");
  }

  @Test
  void whatIsAcknowledgedOrGoneIsNotClaimed() {
    claim("ann", "COUNT 9");
    pass(5);
    assertThat(claim("bob", "CLAIM 9")).isEqualTo("nil");
    send("XACK s g 2-0");
    send("XDEL s 1-0 3-0");
    send("XGROUP DELCONSUMER s g nobody");
    assertThat(claim("bob", "CLAIM 5 COUNT 1")).isEqualTo("[[s [[4-0 [a 4] :5 :1]]]]");
    assertThat(send("XPENDING s g")).isEqualTo("[:2 4-0 5-0 [[ann 1] [bob 1]]]");
    send("XGROUP DELCONSUMER s g ann");
    assertThat(claim("bob", "CLAIM 5")).isEqualTo("nil");
    send("XGROUP DESTROY s g");
  }

  @Test
  void whoClaimsWithoutAcknowledgementStillOwesIt() {
    claim("ann", "COUNT 1");
    pass(9);
    claim("bob", "NOACK CLAIM 9");
    assertThat(send("XPENDING s g")).isEqualTo("[:1 1-0 1-0 [[bob 1]]]");
  }

  @Test
  void whatWasGivenBackComesBeforeAllElseInThatOrder() {
    claim("ann", "COUNT 9");
    pass(50);
    assertThat(send("XNACK s g FAIL IDS 2 4-0 2-0")).isEqualTo(":2");
    send("COPY s t");
    assertThat(claim("bob", "CLAIM 50 COUNT 3"))
        .isEqualTo("[[s [[4-0 [a 4] :-1 :1] [2-0 [a 2] :-1 :1] [1-0 [a 1] :50 :1]]]]");
    assertThat(send("XREADGROUP GROUP g bob CLAIM 99 STREAMS t >"))
        .isEqualTo("[[t [[4-0 [a 4] :-1 :1] [2-0 [a 2] :-1 :1]]]]");
    assertThat(send("XNACK s g SILENT IDS 1 4-0")).isEqualTo(":1");
    assertThat(send("XINFO STREAM s FULL")).contains("pel-count :5 nacked-count :1 pending");
    assertThat(send("XGROUP DELCONSUMER s g ann")).isEqualTo(":2");
    assertThat(send("XPENDING s g - + 9"))
        .isEqualTo("[[1-0 bob :0 :2] [2-0 bob :0 :2] [4-0 '' :-1 :1]]");
    send("XGROUP DESTROY s g");
    send("DEL t");
  }

  @Test
  void whoWaitsGetsWhatHasBecomeIdleMeanwhile() {
    claim("ann", "COUNT 9");
    pass(60);
    send("XCLAIM s g ann 0 1-0 IDLE 0 JUSTID");
    TestClient bob = waiting("bob", "BLOCK 5000 CLAIM 100");
    pass(39);
    server.tick();
    assertThat(bob.hasInput()).isFalse();
    send("XACK s g 2-0");
    pass(1);
    server.tick();
    assertThat(bob.read())
        .isEqualTo("[[s [[3-0 [a 3] :100 :1] [4-0 [a 4] :100 :1] [5-0 [a 5] :100 :1]]]]");
    assertThat(bob.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void theirTurnComesWithWhatOthersDoAndWithTime() {
    claim("ann", "COUNT 9");
    TestClient bob = waiting("bob", "BLOCK 0 CLAIM 100 COUNT 4");
    pass(50);
    TestClient eve = waiting("eve", "BLOCK 60 CLAIM 100");
    send("XCLAIM s g ann 0 5-0 JUSTID");
    pass(50);
    server.tick();
    assertThat(bob.read()).startsWith("[[s [[1-0 [a 1] :100 :1] [2-0").contains("[4-0");
    assertThat(eve.hasInput()).isFalse();
    pass(10);
    server.tick();
    assertThat(eve.read()).isEqualTo("nil");
    pass(40);
    assertThat(claim("eve", "CLAIM 100")).isEqualTo("[[s [[5-0 [a 5] :100 :1]]]]");
  }

  @Test
  void whoWaitsGetsWhatIsGivenBackOrNew() {
    claim("ann", "COUNT 9");
    TestClient bob = waiting("bob", "BLOCK 0 CLAIM 1000");
    send("XNACK s g FAIL IDS 2 2-0 1-0");
    assertThat(bob.read()).isEqualTo("[[s [[2-0 [a 2] :-1 :1] [1-0 [a 1] :-1 :1]]]]");
    TestClient eve = waiting("eve", "BLOCK 0 CLAIM 1000");
    send("XADD s 6-0 a 6");
    assertThat(eve.read()).isEqualTo("[[s [[6-0 [a 6] :0 :0]]]]");
    pass(999);
    TestClient last = waiting("last", "BLOCK 0 CLAIM 1000");
    send("DEL s");
    assertThat(last.read()).startsWith("-NOGROUP");
    server.tick();
  }

  /** A client that waits for what it may claim. */
  private TestClient waiting(String consumer, String options) {
    int before = server.engine().blocking().waiting();
    TestClient waiter = server.client();
    String line = "XREADGROUP GROUP g " + consumer + " " + options + " STREAMS s >";
    waiter.write(line.split(" "));
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == before + 1);
    return waiter;
  }

  @Test
  void theNumberOfDeliveriesHasAnEnd() {
    claim("ann", "COUNT 1");
    send("XNACK s g FATAL IDS 1 1-0");
    send("XCLAIM s g ann 0 1-0");
    send("XAUTOCLAIM s g ann 0 0");
    send("XREADGROUP GROUP g ann STREAMS s 0");
    claim("ann", "CLAIM 0 COUNT 1");
    assertThat(send("XPENDING s g - + 9")).isEqualTo("[[1-0 ann :0 :9223372036854775807]]");
  }

  @Test
  void aMessageIsAddedOnceAsLongAsItIsKnown() {
    assertThat(send("XADD t IDMP p m * f v")).isEqualTo(TestServer.START + "-0");
    pass(99_999);
    assertThat(send("XADD t IDMP p m * f v")).isEqualTo(TestServer.START + "-0");
    assertThat(send("XINFO STREAM t")).contains("iids-tracked :1 iids-added :1 iids-duplicates :1");
    pass(1);
    assertThat(send("XINFO STREAM t")).contains("pids-tracked :0 iids-tracked :0 iids-added :1");
    assertThat(send("XADD t IDMP p m * f v")).isEqualTo(TestServer.START + 100_000 + "-0");
    send("CONFIG SET stream-idmp-duration 1");
    assertThat(send("XADD t IDMP q m * f v")).isEqualTo(TestServer.START + 100_000 + "-1");
    assertThat(send("XCFGSET t IDMP-DURATION 1")).isEqualTo("+OK");
    assertThat(send("XADD t IDMP q m * f v")).isEqualTo(TestServer.START + 100_000 + "-2");
    pass(1_000);
    assertThat(send("XADD t IDMP q m * f v")).isEqualTo(TestServer.START + 101_000 + "-0");
  }

  @Test
  void timeIsKeptByTheClockWhereIdsAreAheadOfIt() {
    send("XADD t 9999999999999-0 f v");
    assertThat(send("XADD t IDMP p m * f v")).isEqualTo("9999999999999-1");
    pass(100_000);
    assertThat(send("XADD t IDMP p m * f v")).isEqualTo("9999999999999-2");
  }

  @Test
  void whatIsNotDeletedIsAccountedForToo() {
    send("XGROUP CREATE s h 0");
    claim("ann", "COUNT 9");
    assertThat(send("XDELEX s ACKED IDS 1 1-0")).isEqualTo("[:2]");
    assertThat(send("XTRIM s MAXLEN 0 ACKED")).isEqualTo(":0");
    assertThat(send("XADD s MAXLEN 0 ACKED 6-0 a 6")).isEqualTo("6-0");
    assertThat(send("XACKDEL s g ACKED IDS 1 1-0")).isEqualTo("[:2]");
    assertThat(send("XACKDEL s g DELREF IDS 1 1-0")).isEqualTo("[:-1]");
    assertThat(send("XGROUP DESTROY s h")).isEqualTo(":1");
    assertThat(send("XTRIM s MAXLEN 0 ACKED")).isEqualTo(":1");
  }
}
