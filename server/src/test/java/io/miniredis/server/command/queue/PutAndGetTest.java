package io.miniredis.server.command.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import org.junit.jupiter.api.Test;

/** Q.PUT, Q.MPUT and Q.GET. */
class PutAndGetTest extends QueueTesting {
  @Test
  void theFirstPutMakesAQueueAndIdsAreNumbersThatGrow() {
    assertThat(send("Q.PUT q a")).isEqualTo("1");
    assertThat(send("Q.MPUT q VALUES 2 b c")).isEqualTo("[2 3]");
    assertThat(send("TYPE q")).isEqualTo("+queue");
    assertThat(send("Q.GET q COUNT 2")).isEqualTo("[[q 1 a :1] [q 2 b :1]]");
    assertThat(send("Q.GET q COUNT 2")).isEqualTo("[[q 3 c :1]]");
    assertThat(send("Q.DONE q 3 1 2")).isEqualTo(":3");
    assertThat(send("Q.LEN q")).isEqualTo(":0");
  }

  @Test
  void whoWaitsGetsTheJobThatComesInTheOrderInWhichTheyCame() {
    TestClient first = waiter("Q.GET q");
    TestClient second = waiter("Q.GET other q TIMEOUT 1000");
    send("Q.PUT q a");
    assertThat(first.read()).isEqualTo("[[q 1 a :1]]");
    assertThat(second.hasInput()).isFalse();
    send("Q.PUT q b");
    assertThat(second.read()).isEqualTo("[[q 2 b :1]]");
  }

  @Test
  void aFullQueueHasPuttersWaitInTheirOrder() {
    send("Q.CREATE q MAXSIZE 2");
    send("Q.MPUT q VALUES 2 a b");
    assertThat(send("Q.PUT q x NOWAIT")).isEqualTo("-QUEUEFULL the queue is full");
    TestClient batch = waiter("Q.MPUT q VALUES 2 c d");
    TestClient single = waiter("Q.PUT q e");
    assertThat(send("Q.GET q")).isEqualTo("[[q 1 a :1]]");
    assertThat(single.hasInput()).as("passes the batch in front of it").isFalse();
    assertThat(send("Q.PUT q x NOWAIT")).isEqualTo("-QUEUEFULL the queue is full");
    send("Q.GET q");
    assertThat(batch.read()).isEqualTo("[3 4]");
    send("Q.GET q");
    assertThat(single.read()).isEqualTo("5");
  }

  @Test
  void aPutterThatGivesUpPassesItsTurnOn() {
    send("Q.CREATE q MAXSIZE 2");
    send("Q.MPUT q VALUES 2 a b");
    TestClient batch = waiter("Q.MPUT q TIMEOUT 100 VALUES 2 c d");
    TestClient single = waiter("Q.PUT q e");
    send("Q.GET q");
    pass(100);
    assertThat(batch.read()).isEqualTo("nil");
    assertThat(single.read()).isEqualTo("3");
  }

  @Test
  void leasesEndAtTheirMillisecond() {
    send("Q.CREATE q LEASE 100 MAXDELIVERIES 2");
    send("Q.PUT q a");
    send("Q.GET q");
    pass(99);
    assertThat(send("Q.GET q NOWAIT")).isEqualTo("nil");
    TestClient next = waiter("Q.GET q");
    pass(1);
    assertThat(next.read()).isEqualTo("[[q 1 a :2]]");
    assertThat(send("Q.DONE q 1 DELIVERY 1")).startsWith("-NOTLEASED");
    assertThat(send("Q.EXTEND q 1 500 DELIVERY 2")).isEqualTo(":500");
    pass(499);
    assertThat(send("Q.DONE q 1 DELIVERY 2")).isEqualTo(":1");
  }

  @Test
  void delayedJobsComeWhenTheirTimeComes() {
    send("Q.PUT q a DELAY 5000");
    assertThat(send("Q.LEN q")).isEqualTo(":1");
    TestClient waiter = waiter("Q.GET q");
    pass(4999);
    assertThat(waiter.hasInput()).isFalse();
    pass(1);
    assertThat(waiter.read()).isEqualTo("[[q 1 a :1]]");
  }

  @Test
  void deadJobsGoToTheirOwnQueue() {
    send("Q.CREATE q MAXDELIVERIES 1 DEADLETTER letters LEASE 10");
    send("Q.MPUT q VALUES 2 a b");
    TestClient waiter = waiter("Q.GET letters");
    send("Q.GET q COUNT 2");
    assertThat(send("Q.FAIL q 1 ERROR no")).isEqualTo("+dead");
    assertThat(waiter.read()).isEqualTo("[[letters 1 a :1]]");
    pass(10);
    assertThat(send("Q.GET letters")).isEqualTo("[[letters 2 b :1]]");
    assertThat(send("Q.JOIN q")).isEqualTo("+OK");
  }

  @Test
  void deadJobsFindTheirQueueFromTransactionsAndScriptsWhereverItIs() {
    for (int i = 0; i < 20; i++) {
      send("Q.CREATE q" + i + " MAXDELIVERIES 1 DEADLETTER letters" + i);
      send("Q.MPUT q" + i + " VALUES 3 a b c");
      send("Q.GET q" + i + " COUNT 3");
      send("MULTI");
      send("Q.FAIL q" + i + " 1");
      assertThat(send("EXEC")).isEqualTo("[+dead]");
      String script = "return redis.call('Q.FAIL', KEYS[1], ARGV[1]).ok";
      assertThat(client.send("EVAL", script, "1", "q" + i, "2")).isEqualTo("dead");
      assertThat(send("Q.FAIL q" + i + " 3 DEAD")).isEqualTo("+dead");
      assertThat(send("Q.LEN letters" + i)).isEqualTo(":3");
    }
  }

  @Test
  void aDeadJobStaysWhereNoQueueTakesIt() {
    send("Q.CREATE q MAXDELIVERIES 1 DEADLETTER d");
    send("Q.MPUT q VALUES 3 a b c");
    send("Q.GET q COUNT 3");
    send("SET d v");
    assertThat(send("Q.FAIL q 1 ERROR no")).isEqualTo("+dead");
    send("DEL d");
    send("Q.CREATE d");
    send("Q.SHUTDOWN d");
    assertThat(send("Q.FAIL q 2")).isEqualTo("+dead");
    assertThat(send("Q.PEEK q STATE DEAD")).contains("id 1 ").contains("id 2 ");
    send("DEL d");
    send("Q.PUT d other ID 3");
    assertThat(send("Q.FAIL q 3 ERROR why")).isEqualTo("+dead");
    assertThat(send("Q.PEEK d")).contains("id 3 state ready payload other").contains("id 1 ");
    assertThat(send("Q.PEEK d 1 1")).contains("payload c").contains("error why");
  }

  @Test
  void failedJobsComeBackLaterAndLater() {
    send("Q.CREATE q BACKOFF 100 FACTOR 3 MAX 500");
    send("Q.PUT q a");
    for (int wait : new int[] {100, 300, 500, 500}) {
      assertThat(send("Q.GET q NOWAIT")).isNotEqualTo("nil");
      assertThat(send("Q.FAIL q 1")).isEqualTo("+delayed");
      pass(wait - 1);
      assertThat(send("Q.GET q NOWAIT")).isEqualTo("nil");
      pass(1);
    }
    send("Q.GET q");
    assertThat(send("Q.FAIL q 1 DELAY 0")).isEqualTo("+ready");
  }

  @Test
  void anIdIsPutOnceInItsTime() {
    send("Q.CREATE q DEDUP 1000");
    assertThat(send("Q.PUT q a ID x")).isEqualTo("x");
    assertThat(send("Q.PUT q b ID x")).isEqualTo("x");
    assertThat(send("Q.GET q LEASE 0")).isEqualTo("[[q x a :1]]");
    pass(999);
    assertThat(send("Q.PUT q c ID x")).isEqualTo("x");
    assertThat(send("Q.LEN q")).isEqualTo(":0");
    pass(1);
    assertThat(send("Q.PUT q d ID x")).isEqualTo("x");
    assertThat(send("Q.LEN q")).isEqualTo(":1");
    pass(5000);
    assertThat(send("Q.PUT q e ID x")).as("it is still there").isEqualTo("x");
    assertThat(send("Q.LEN q")).isEqualTo(":1");
  }

  @Test
  void prioritiesGoBeforeTheOrderOfArrival() {
    send("Q.CREATE q ORDER PRIORITY");
    for (String job : new String[] {"c 5", "a -1", "d 5", "b 0", "e 9223372036854775807"}) {
      send("Q.PUT q " + job.replace(" ", " PRIORITY "));
    }
    assertThat(send("Q.GET q COUNT 3")).isEqualTo("[[q 2 a :1] [q 4 b :1] [q 1 c :1]]");
    send("Q.FAIL q 1");
    assertThat(send("Q.FAIL q 2")).isEqualTo("+ready");
    assertThat(send("Q.GET q COUNT 9")).isEqualTo("[[q 2 a :2] [q 3 d :1] [q 1 c :2] [q 5 e :1]]");
  }

  @Test
  void joinWaitsUntilAllIsDone() {
    send("Q.MPUT q VALUES 2 a b");
    TestClient joiner = waiter("Q.JOIN q");
    send("Q.GET q COUNT 2");
    send("Q.DONE q 1");
    assertThat(joiner.hasInput()).isFalse();
    send("Q.DONE q 2");
    assertThat(joiner.read()).isEqualTo("+OK");
  }

  @Test
  void whenAQueueGoesItsWaitersAreTold() {
    send("Q.CREATE q MAXSIZE 1");
    TestClient getter = waiter("Q.GET absent q");
    send("DEL q");
    assertThat(getter.read()).startsWith("-NOQUEUE");
    send("Q.CREATE q MAXSIZE 1");
    send("Q.PUT q a");
    TestClient putter = waiter("Q.PUT q b");
    TestClient joiner = waiter("Q.JOIN q");
    send("RENAME q p");
    assertThat(putter.read()).startsWith("-NOQUEUE");
    assertThat(joiner.read()).startsWith("-NOQUEUE");
  }

  @Test
  void aQueueThatIsShutDownIsDrained() {
    send("Q.CREATE q MAXSIZE 1");
    send("Q.PUT q a");
    TestClient putter = waiter("Q.PUT q b");
    assertThat(send("Q.SHUTDOWN q")).isEqualTo("+OK");
    assertThat(putter.read()).isEqualTo("-QUEUESHUTDOWN the queue is shut down");
    assertThat(send("Q.PUT q b")).isEqualTo("-QUEUESHUTDOWN the queue is shut down");
    assertThat(send("Q.GET q")).isEqualTo("[[q 1 a :1]]");
    assertThat(send("Q.GET q")).isEqualTo("-QUEUESHUTDOWN the queue is shut down");
    assertThat(send("Q.DONE q 1")).isEqualTo(":1");
  }
}
