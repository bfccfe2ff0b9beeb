package io.miniredis.server.command.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Q.REPEAT, Q.REPEATS and Q.UNREPEAT. The clock begins at 2023-11-14T22:13:20Z. */
class RepeatTest extends QueueTesting {
  @Test
  void aJobComesEverySoOften() {
    assertThat(send("Q.REPEAT q tick EVERY 1000 work")).isEqualTo("+OK");
    TestClient waiter = waiter("Q.GET q");
    pass(999);
    assertThat(waiter.hasInput()).isFalse();
    pass(1);
    assertThat(waiter.read()).isEqualTo("[[q 1 work :1]]");
    send("Q.DONE q 1");
    pass(1000);
    assertThat(send("Q.GET q NOWAIT")).isEqualTo("[[q 2 work :1]]");
  }

  @Test
  void oneIsPendingAtATimeAndMissedTimesAreNotMadeUpFor() {
    send("Q.REPEAT q tick EVERY 1000 work");
    pass(1000);
    pass(1000);
    pass(500);
    assertThat(send("Q.LEN q")).isEqualTo(":1");
    assertThat(send("Q.REPEATS q"))
        .isEqualTo("[[name tick every :1000 cron nil payload work next :1700000003000 pending 1]]");
    send("Q.GET q");
    send("Q.DONE q 1");
    pass(10_200);
    assertThat(send("Q.LEN q")).isEqualTo(":1");
    assertThat(send("Q.REPEATS q")).contains("next :1700000013000 pending 2");
  }

  @Test
  void crontabTellsWhen() {
    client.send("Q.REPEAT", "q", "quarter", "CRON", "*/15 * * * *", "p");
    assertThat(send("Q.REPEATS q"))
        .isEqualTo(
            "[[name quarter every nil cron '*/15 * * * *' payload p next :1700000100000 pending nil]]");
    pass(99_999);
    assertThat(send("Q.LEN q")).isEqualTo(":0");
    pass(1);
    assertThat(send("Q.GET q NOWAIT")).isEqualTo("[[q 1 p :1]]");
    assertThat(send("Q.REPEATS q")).contains("next :1700001000000 pending 1");
  }

  @Test
  void whatIsToldAgainKeepsItsTimeAndWhatIsNewBeginsAnew() {
    send("Q.REPEAT q tick EVERY 1000 work");
    pass(600);
    send("Q.REPEAT q tick EVERY 1000 work");
    assertThat(send("Q.REPEATS q")).contains("next :1700000001000");
    send("Q.REPEAT q tick EVERY 1000 other");
    assertThat(send("Q.REPEATS q")).contains("payload other next :1700000001600");
    assertThat(send("Q.UNREPEAT q tick")).isEqualTo(":1");
    assertThat(send("Q.UNREPEAT q tick")).isEqualTo(":0");
    pass(5000);
    assertThat(send("Q.LEN q")).isEqualTo(":0");
  }

  @Test
  void aFullQueueGetsItsJobAndOneThatIsShutDownRepeatsNothing() {
    send("Q.CREATE q MAXSIZE 1");
    send("Q.PUT q x");
    send("Q.REPEAT q tick EVERY 10 work");
    pass(10);
    assertThat(send("Q.LEN q")).isEqualTo(":2");
    send("Q.SHUTDOWN q");
    assertThat(send("Q.REPEATS q")).isEqualTo("[]");
    assertThat(send("Q.REPEAT q tick EVERY 10 work")).startsWith("-QUEUESHUTDOWN");
  }

  @ParameterizedTest
  @CsvSource({
    "Q.REPEAT q n EVERY 0 p, -ERR value is out of range",
    "Q.REPEAT q n EVERY x p, -ERR value is not an integer or out of range",
    "Q.REPEAT q n OFTEN 5 p, -ERR syntax error",
    "Q.REPEAT q n CRON @never p, '-ERR CRON must be five fields of crontab(5), or @hourly and the"
        + " like, that tell of days that there are'",
    "Q.UNREPEAT q n, :0",
    "Q.REPEATS q, []",
  })
  void whatIsWrongIsSaid(String command, String reply) {
    assertThat(send(command)).isEqualTo(reply);
  }
}
