package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.LocalEngine.Client;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that wait for queues, and every way in which that ends. */
class QueueWaitingTest {
  private final LocalEngine server = new LocalEngine();
  private final Client other = server.client();

  @AfterEach
  void allIsAsBefore() {
    server.close();
  }

  private Client waiter(String command) {
    Client client = server.client();
    assertThat(client.send(command)).as(command).isEqualTo(Client.WAITS);
    return client;
  }

  @Test
  void aJobForAClientThatIsGoneGoesToTheNextInLineAsIfNothingWas() {
    Client first = waiter("Q.GET q");
    Client second = waiter("Q.GET q");
    other.send("Q.PUT q a");
    other.send("Q.PUT q b");
    first.goes();
    assertThat(second.receive()).isEqualTo("[[q 2 b :1]]");
    assertThat(other.send("Q.GET q NOWAIT")).isEqualTo("[[q 1 a :1]]");
  }

  @Test
  void aJobThatComesBackServesWhoWaits() {
    Client first = waiter("Q.GET q");
    other.send("Q.PUT q a");
    Client second = waiter("Q.GET q");
    first.goes();
    assertThat(second.receive()).isEqualTo("[[q 1 a :1]]");
  }

  @Test
  void severalJobsComeBackInTheirOrder() {
    Client gone = waiter("Q.GET other q COUNT 3");
    other.send("MULTI");
    other.send("Q.MPUT q VALUES 3 a b c");
    other.send("EXEC");
    gone.goes();
    assertThat(other.send("Q.GET q COUNT 9")).isEqualTo("[[q 1 a :1] [q 2 b :1] [q 3 c :1]]");
  }

  @Test
  void whatWasTakenForGoodComesBackToo() {
    Client gone = waiter("Q.GET q LEASE 0");
    other.send("Q.PUT q a");
    gone.loopHasEnded = true;
    Client again = waiter("Q.GET q LEASE 0");
    again.loopHasEnded = true;
    other.send("Q.PUT q b");
    gone.goes();
    assertThat(other.send("Q.GET q COUNT 2")).isEqualTo("[[q 1 a :1] [q 2 b :1]]");
    assertThat(other.send("Q.DONE q 1 2")).isEqualTo(":2");
  }

  @Test
  void aJobThatWasEndedMeanwhileDoesNotComeBack() {
    Client gone = waiter("Q.GET q LEASE 10");
    other.send("Q.PUT q a");
    server.advance(Duration.ofMillis(10));
    assertThat(other.send("Q.GET q")).isEqualTo("[[q 1 a :2]]");
    gone.goes();
    assertThat(other.send("Q.DONE q 1 DELIVERY 2")).isEqualTo(":1");
    assertThat(other.send("Q.LEN q")).isEqualTo(":0");
  }

  @Test
  void aPutThatWasServedStaysThoughItsClientIsGone() {
    other.send("Q.CREATE q MAXSIZE 1");
    other.send("Q.PUT q a");
    Client putter = waiter("Q.PUT q b");
    other.send("Q.GET q");
    putter.goes();
    assertThat(other.send("Q.GET q")).isEqualTo("[[q 2 b :1]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout", "unblock", "goes"})
  void aBatchThatLeavesTheLinePassesItsTurnOn(String how) {
    other.send("Q.CREATE q MAXSIZE 3");
    other.send("Q.MPUT q VALUES 3 a b c");
    Client batch = waiter("Q.MPUT q TIMEOUT 50 VALUES 3 x y z");
    Client two = waiter("Q.MPUT q VALUES 2 d e");
    Client one = waiter("Q.PUT q f");
    other.send("Q.GET q");
    other.send("Q.GET q");
    assertThat(two.hasAnswer()).isFalse();
    switch (how) {
      case "timeout" -> server.advance(Duration.ofMillis(50));
      case "unblock" -> other.send("CLIENT UNBLOCK " + batch.session.id());
      default -> batch.goes();
    }
    assertThat(two.receive()).isEqualTo("[4 5]");
    assertThat(one.hasAnswer()).isFalse();
    other.send("Q.GET q");
    assertThat(one.receive()).isEqualTo("6");
    batch.receive();
  }

  @ParameterizedTest
  @CsvSource({
    "DEL q",
    "UNLINK q",
    "FLUSHALL",
    "FLUSHDB",
    "SWAPDB 0 1",
    "SET q v",
    "RENAME q p",
    "RENAME s q",
    "MOVE q 3",
    "COPY s q REPLACE",
    "PEXPIRE q 0",
  })
  void whoWaitsIsToldWhenTheQueueGoes(String command) {
    other.send("Q.CREATE q MAXSIZE 1");
    other.send("Q.PUT q a");
    other.send("Q.CREATE s");
    other.send("Q.PAUSE q");
    Client getter = waiter("Q.GET none q");
    Client putter = waiter("Q.PUT q b");
    Client joiner = waiter("Q.JOIN q");
    Client asker = waiter("Q.RESULT q 1");
    other.send(command);
    String gone = "-NOQUEUE the queue was deleted or replaced while the client waited";
    assertThat(getter.receive()).isEqualTo(gone);
    assertThat(putter.receive()).isEqualTo(gone);
    assertThat(joiner.receive()).isEqualTo(gone);
    assertThat(asker.receive()).isEqualTo(gone);
  }

  @Test
  void whoWaitsIsToldWhenTheQueueExpires() {
    other.send("Q.CREATE q MAXSIZE 1");
    Client getter = waiter("Q.GET q");
    other.send("PEXPIRE q 10");
    server.clock.advance(Duration.ofMillis(10));
    server.engine.upkeep().tick();
    assertThat(getter.receive()).startsWith("-NOQUEUE");
  }

  @Test
  void whoWaitsForAnAbsentQueueIsNotToldThatItIsAbsent() {
    Client getter = waiter("Q.GET a b");
    other.send("SET c v");
    other.send("DEL a b c");
    other.send("SET a v");
    other.send("DEL a");
    assertThat(getter.hasAnswer()).isFalse();
    other.send("Q.PUT b x");
    assertThat(getter.receive()).isEqualTo("[[b 1 x :1]]");
  }

  @Test
  void aQueueThatComesAndGoesInATransactionIsNothingToWhoWaits() {
    Client getter = waiter("Q.GET q");
    other.send("MULTI");
    other.send("Q.PUT q a");
    other.send("DEL q");
    other.send("EXEC");
    assertThat(getter.hasAnswer()).isFalse();
    other.send("Q.PUT q b");
    assertThat(getter.receive()).isEqualTo("[[q 1 b :1]]");
  }

  @Test
  void anImmediateShutdownTellsEverybody() {
    other.send("Q.CREATE q MAXSIZE 2");
    other.send("Q.MPUT q VALUES 2 a b");
    other.send("Q.PAUSE q");
    Client getter = waiter("Q.GET q");
    Client putter = waiter("Q.PUT q c");
    Client joiner = waiter("Q.JOIN q");
    Client asker = waiter("Q.RESULT q 2");
    other.send("Q.SHUTDOWN q IMMEDIATE");
    assertThat(getter.receive()).startsWith("-QUEUESHUTDOWN");
    assertThat(putter.receive()).startsWith("-QUEUESHUTDOWN");
    assertThat(joiner.receive()).isEqualTo("+OK");
    assertThat(asker.receive()).isEqualTo("nil");
  }

  @Test
  void afterAnImmediateShutdownWhatComesBackIsDone() {
    other.send("Q.CREATE q LEASE 10");
    other.send("Q.MPUT q VALUES 4 a b c d");
    other.send("Q.GET q COUNT 3");
    other.send("Q.SHUTDOWN q IMMEDIATE");
    Client joiner = waiter("Q.JOIN q");
    assertThat(other.send("Q.DONE q 1")).isEqualTo(":1");
    assertThat(other.send("Q.FAIL q 2")).isEqualTo("+dropped");
    assertThat(joiner.hasAnswer()).isFalse();
    server.advance(Duration.ofMillis(10));
    assertThat(joiner.receive()).isEqualTo("+OK");
  }

  @Test
  void allWhoJoinAreTold() {
    other.send("Q.PUT q a");
    List<Client> joiners = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      joiners.add(waiter("Q.JOIN q"));
    }
    other.send("Q.GET q");
    other.send("Q.DONE q 1");
    joiners.forEach(joiner -> assertThat(joiner.receive()).isEqualTo("+OK"));
  }

  @Test
  void aDeadJobServesWhoWaitsForDeadOnes() {
    other.send("Q.CREATE q DEADLETTER letters MAXDELIVERIES 1 LEASE 10");
    Client next = waiter("Q.GET letters LEASE 0");
    Client joiner = waiter0("Q.JOIN q");
    other.send("Q.PUT q a");
    other.send("Q.GET q");
    server.advance(Duration.ofMillis(10));
    assertThat(next.receive()).isEqualTo("[[letters 1 a :1]]");
    assertThat(joiner.session.isBlocked()).isFalse();
  }

  /** One that may wait or not. */
  private Client waiter0(String command) {
    Client client = server.client();
    client.send(command);
    return client;
  }

  @Test
  void aPutCostsTheSameHoweverManyWaitToGet() {
    double few = nanosAPut(200);
    double many = nanosAPut(20_000);
    assertThat(many).as("nanoseconds a put, with few it was %s", few).isLessThan(few * 20);
  }

  private double nanosAPut(int waiting) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      clients.add(waiter(i % 2 == 0 ? "Q.GET k LEASE 0" : "Q.GET k other LEASE 0"));
    }
    int puts = waiting / 2;
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < puts; i++) {
      other.send("Q.PUT k " + i);
    }
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < waiting; i++) {
      String reply = clients.get(i).receive();
      assertThat(reply == null).isEqualTo(i >= puts);
      clients.get(i).goes();
    }
    return (end - begin) / (double) puts;
  }

  @Test
  void aResultCostsTheSameHoweverManyWaitForOthers() {
    double few = nanosAResult(100);
    double many = nanosAResult(10_000);
    assertThat(many).as("nanoseconds a result, with few it was %s", few).isLessThan(few * 20);
  }

  private double nanosAResult(int waiting) {
    other.send("DEL k");
    List<Client> clients = new ArrayList<>();
    for (int i = 1; i <= waiting; i++) {
      other.send("Q.PUT k p");
      clients.add(waiter("Q.RESULT k " + i));
    }
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 1; i <= waiting; i++) {
      other.send("Q.GET k");
      other.send("Q.DONE k " + i + " RESULT r" + i);
    }
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < waiting; i++) {
      assertThat(clients.get(i).receive()).isEqualTo("r" + (i + 1));
      clients.get(i).goes();
    }
    return (end - begin) / (double) waiting;
  }
}
