package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of queues does it again. */
class QueueLogTest extends ChangeLogTesting {
  @Test
  void jobsAreToldWithTheirIdsAndTimes() throws Exception {
    assertThat(
            told(
                "Q.PUT q a",
                "Q.PUT q b ID mine DELAY 50",
                "Q.PUT q again ID mine",
                "Q.MPUT q VALUES 2 c d",
                "Q.GET q COUNT 2",
                "Q.EXTEND q 1 100",
                "Q.DONE q 1 RESULT r",
                "Q.FAIL q 2 DELAY 10 ERROR no",
                "Q.GET q LEASE 0"))
        .containsExactly(
            "SELECT 0",
            "Q.APPLY q PUT 1 a 1700000000000 0 0",
            "Q.APPLY q PUTID mine b 1700000000000 1700000000050 0",
            "MULTI",
            "Q.APPLY q PUT 2 c 1700000000000 0 0",
            "Q.APPLY q PUT 3 d 1700000000000 0 0",
            "EXEC",
            "Q.APPLY q LEASE 1700000030000 1 2",
            "Q.APPLY q EXTEND 1 1700000000100",
            "MULTI",
            "Q.APPLY q DONE 1",
            "Q.APPLY q RESULT 1 r 1700003600000",
            "EXEC",
            "MULTI",
            "Q.APPLY q ERROR 2 no",
            "Q.APPLY q FAIL 2 1700000000010",
            "EXEC",
            "Q.APPLY q TAKE 3");
  }

  @Test
  void whatTimeDoesIsTold() throws Exception {
    told("Q.CREATE q LEASE 20 MAXDELIVERIES 2 DEADLETTER d", "Q.PUT q a DELAY 10", "Q.PUT q b");
    told("Q.GET q");
    int before = commands().size();
    local.advance(Duration.ofMillis(10));
    local.advance(Duration.ofMillis(10));
    assertThat(later(before)).containsExactly("Q.APPLY q READY 1", "Q.APPLY q EXPIRE 2 0");
    told("Q.GET q COUNT 2");
    before = commands().size();
    local.advance(Duration.ofMillis(20));
    assertThat(later(before))
        .containsExactly(
            "MULTI",
            "Q.APPLY q EXPIRE 1 0",
            "Q.APPLY d PUTID 2 b 1700000000040 0 0",
            "Q.APPLY q MOVE 2 EXPIRE",
            "EXEC");
  }

  @Test
  void whatAGoneClientWasGivenIsToldToBeBack() throws Exception {
    LocalEngine.Client waiter = local.client();
    assertThat(waiter.send("Q.GET q")).isEqualTo(LocalEngine.Client.WAITS);
    LocalEngine.Client once = local.client();
    assertThat(once.send("Q.GET q LEASE 0")).isEqualTo(LocalEngine.Client.WAITS);
    told("Q.MPUT q VALUES 2 a b");
    int before = commands().size();
    waiter.goes();
    once.goes();
    assertThat(later(before))
        .containsExactly("Q.APPLY q RELEASE 1", "Q.APPLY q UNTAKE 2 b 1700000000000 0 0");
    assertThat(local.client().send("Q.GET q COUNT 2")).isEqualTo("[[q 2 b :1] [q 1 a :1]]");
  }

  @Test
  void theWholeIsToldAsItWasSaid() throws Exception {
    List<String> commands =
        List.of(
            "Q.CREATE q MAXDELIVERIES 1",
            "Q.PAUSE q",
            "Q.RESUME q",
            "Q.SHUTDOWN q",
            "Q.SHUTDOWN q IMMEDIATE");
    assertThat(told(commands.toArray(String[]::new))).contains(commands.toArray(String[]::new));
  }

  @Test
  void deadJobsAreToldAsDeadAndTriedAgain() throws Exception {
    told(
        "Q.CREATE q MAXDELIVERIES 1 ORDER PRIORITY",
        "Q.PUT q a PRIORITY 3",
        "Q.PUT q b PRIORITY 1");
    assertThat(told("Q.GET q", "Q.FAIL q 2", "Q.RETRY q ALL", "Q.GET q", "Q.FAIL q 2 RELEASE"))
        .containsExactly(
            "Q.APPLY q LEASE 1700000030000 2",
            "Q.APPLY q DIE 2 FAIL",
            "Q.RETRY q ALL",
            "Q.APPLY q LEASE 1700000030000 2",
            "Q.APPLY q RELEASE 2");
  }

  @Test
  void repeatingJobsAreToldWithTheirNextTime() throws Exception {
    assertThat(told("Q.REPEAT q n EVERY 100 p"))
        .contains("Q.APPLY q REPEAT n 100  1700000000100 p");
    int before = commands().size();
    local.advance(Duration.ofMillis(100));
    assertThat(later(before))
        .containsExactly(
            "MULTI",
            "Q.APPLY q PUT 1 p 1700000000100 0 0",
            "Q.APPLY q REPEAT n 100  1700000000200 p 1",
            "EXEC");
    assertThat(told("Q.UNREPEAT q n")).containsExactly("Q.UNREPEAT q n");
  }

  private List<String> later(int from) throws Exception {
    return commands().subList(from, commands().size());
  }
}
