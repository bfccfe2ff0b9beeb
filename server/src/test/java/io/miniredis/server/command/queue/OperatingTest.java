package io.miniredis.server.command.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Q.PAUSE, Q.RESUME, Q.INFO, Q.PEEK, Q.JOB, Q.RETRY, Q.PURGE and Q.RESULT. */
class OperatingTest extends QueueTesting {
  @Test
  void aQueueThatIsPausedGivesNothingAway() {
    send("Q.PUT q a");
    assertThat(send("Q.PAUSE q")).isEqualTo("+OK");
    assertThat(send("Q.GET q NOWAIT")).isEqualTo("nil");
    TestClient waiter = waiter("Q.GET q");
    send("Q.PUT q b");
    assertThat(waiter.hasInput()).isFalse();
    assertThat(send("Q.RESUME q")).isEqualTo("+OK");
    assertThat(waiter.read()).isEqualTo("[[q 1 a :1]]");
  }

  @Test
  void infoCountsAllThatThereIs() {
    send("Q.CREATE q MAXSIZE 9 LEASE 100 DEADLETTER d BACKOFF 5 FACTOR 3 MAX 50");
    send("Q.MPUT q VALUES 3 a b c");
    send("Q.PUT q later DELAY 1000");
    send("Q.GET q COUNT 2");
    send("Q.DONE q 1");
    pass(7);
    waiter("Q.JOIN q");
    assertThat(send("Q.INFO q"))
        .contains("ready :1 delayed :1 leased :1 dead :0 unfinished :3 paused :0 shutdown :0")
        .contains("next-age :7 total-put :4 total-delivered :2 total-done :1 total-failed :0")
        .contains("waiting-gets :0 waiting-puts :0 waiting-joins :1");
    send("Q.GET q");
    waiter("Q.GET other q");
    assertThat(send("Q.INFO q"))
        .contains("maxsize :9 order fifo lease :100 maxdeliveries :0 deadletter d dedup :0")
        .contains("backoff :5 backoff-factor 3 backoff-max :50 results :3600000")
        .contains("ready :0 delayed :1 leased :2 dead :0 unfinished :3 paused :0 shutdown :0")
        .contains("next-age :-1 total-put :4 total-delivered :3 total-done :1 total-failed :0")
        .contains("total-expired :0 total-dead :0 waiting-gets :1 waiting-puts :0");
  }

  @Test
  void jobsAreShownInTheOrderOfTheirState() {
    send("Q.CREATE q MAXDELIVERIES 1 LEASE 500");
    send("Q.MPUT q VALUES 5 a b c d e");
    send("Q.PUT q late DELAY 9000 ID l");
    send("Q.PUT q soon DELAY 30 ID s");
    send("Q.GET q");
    send("Q.FAIL q 1 ERROR because");
    pass(10);
    send("Q.GET q LEASE 700");
    send("Q.GET q");
    assertThat(send("Q.PEEK q STATE DEAD"))
        .isEqualTo(
            "[[id 1 state dead payload a deliveries :1 priority :0 put :1700000000000 due-in :-1"
                + " error because]]");
    assertThat(send("Q.PEEK q 1 1"))
        .isEqualTo(
            "[[id 5 state ready payload e deliveries :0 priority :0 put :1700000000000 due-in :-1"
                + " error nil]]");
    assertThat(send("Q.PEEK q STATE LEASED"))
        .matches(".*id 3 .*due-in :500 .*id 2 .*due-in :700.*");
    assertThat(send("Q.PEEK q STATE DELAYED"))
        .matches(".*id s .*due-in :20 .*id l .*due-in :8990.*");
    assertThat(send("Q.PEEK q STATE DELAYED 1 9")).startsWith("[[id l ");
    assertThat(send("Q.JOB q l")).startsWith("[id l state delayed");
    assertThat(send("Q.JOB q nope")).isEqualTo("nil");
    assertThat(send("Q.PEEK nope")).isEqualTo("[]");
  }

  @Test
  void deadJobsAreTriedAgain() {
    send("Q.CREATE q MAXDELIVERIES 1");
    send("Q.MPUT q VALUES 3 a b c");
    send("Q.GET q COUNT 3");
    for (int id = 1; id <= 3; id++) {
      send("Q.FAIL q " + id);
    }
    assertThat(send("Q.JOIN q")).isEqualTo("+OK");
    TestClient waiter = waiter("Q.GET q");
    assertThat(send("Q.RETRY q 2")).isEqualTo(":1");
    assertThat(waiter.read()).isEqualTo("[[q 2 b :1]]");
    assertThat(send("Q.RETRY q 2")).isEqualTo(":0");
    assertThat(send("Q.RETRY q ALL")).isEqualTo(":2");
    assertThat(send("Q.GET q COUNT 9")).isEqualTo("[[q 1 a :1] [q 3 c :1]]");
  }

  @Test
  void purgingTakesWhatNobodyHas() {
    send("Q.CREATE q MAXDELIVERIES 1");
    send("Q.MPUT q VALUES 4 a b c d");
    send("Q.PUT q e DELAY 50");
    send("Q.GET q COUNT 2");
    send("Q.FAIL q 1");
    assertThat(send("Q.PURGE q STATE DELAYED")).isEqualTo(":1");
    assertThat(send("Q.PURGE q")).isEqualTo(":3");
    assertThat(send("Q.PURGE q")).isEqualTo(":0");
    TestClient joiner = waiter("Q.JOIN q");
    assertThat(send("Q.PURGE q STATE LEASED")).isEqualTo(":1");
    assertThat(joiner.read()).isEqualTo("+OK");
    assertThat(send("Q.DONE q 2")).isEqualTo("-NOTLEASED there is no such lease: 2");
    assertThat(send("Q.PURGE nope")).isEqualTo(":0");
  }

  @Test
  void resultsAreWaitedForEachByItself() {
    send("Q.MPUT q VALUES 3 a b c");
    TestClient first = waiter("Q.RESULT q 1");
    TestClient second = waiter("Q.RESULT q 2");
    TestClient alsoSecond = waiter("Q.RESULT q 2 TIMEOUT 60000");
    TestClient third = waiter("Q.RESULT q 3 TIMEOUT 10");
    send("Q.GET q COUNT 3");
    send("Q.DONE q 2 RESULT r2");
    assertThat(second.read()).isEqualTo("r2");
    assertThat(alsoSecond.read()).isEqualTo("r2");
    assertThat(first.hasInput()).isFalse();
    send("Q.DONE q 1");
    assertThat(first.read()).isEqualTo("nil");
    pass(10);
    assertThat(third.read()).isEqualTo("nil");
    assertThat(send("Q.RESULT q 2")).isEqualTo("r2");
    pass(3_600_000);
    assertThat(send("Q.RESULT q 2")).isEqualTo("nil");
    assertThat(send("Q.RESULT q 3 NOWAIT")).isEqualTo("nil");
  }

  @Test
  void aWaitForAResultEndsWithTheJobOrTheQueue() {
    send("Q.CREATE q MAXDELIVERIES 1");
    send("Q.MPUT q VALUES 3 a b c");
    TestClient first = waiter("Q.RESULT q 1");
    TestClient second = waiter("Q.RESULT q 2");
    TestClient third = waiter("Q.RESULT q 3");
    send("Q.GET q");
    send("Q.FAIL q 1 ERROR oops");
    assertThat(first.read()).isEqualTo("-JOBDEAD the job is dead: oops");
    send("Q.GET q LEASE 0");
    assertThat(second.read()).isEqualTo("nil");
    send("DEL q");
    assertThat(third.read()).startsWith("-NOQUEUE");
  }

  @ParameterizedTest
  @CsvSource({
    "Q.PAUSE nope, -NOQUEUE no such queue",
    "Q.RESUME nope, -NOQUEUE no such queue",
    "Q.INFO nope, -NOQUEUE no such queue",
    "Q.RETRY nope ALL, -NOQUEUE no such queue",
    "Q.RESULT nope 1, -NOQUEUE no such queue",
    "Q.PEEK nope STATE WRONG, -ERR syntax error",
    "Q.PEEK nope STATE, -ERR syntax error",
    "Q.PEEK nope 1, -ERR syntax error",
    "Q.PEEK nope -1 1, -ERR value is out of range",
    "Q.PEEK nope 0 x, -ERR value is not an integer or out of range",
    "Q.PURGE nope NOW, -ERR syntax error",
    "Q.RESULT nope 1 TIMEOUT, -ERR syntax error",
    "Q.RESULT nope 1 TIMEOUT x, -ERR timeout is not an integer or out of range",
  })
  void whatIsWrongIsSaid(String command, String error) {
    assertThat(send(command)).isEqualTo(error);
  }
}
