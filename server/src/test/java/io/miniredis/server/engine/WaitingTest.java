package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.LocalEngine.Client;
import io.miniredis.server.testing.TestServer;
import io.miniredis.server.value.Hashing;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that wait for keys: who is served, who is told, and what comes back. */
class WaitingTest {
  private final LocalEngine server = new LocalEngine();
  private final Client other = server.client();

  @AfterEach
  void nothingIsLeft() {
    server.close();
  }

  private Client waiter(String command) {
    Client client = server.client();
    assertThat(client.send(command)).isEqualTo(Client.WAITS);
    return client;
  }

  @Test
  void clientsAreServedInTheOrderInWhichTheyCame() {
    List<Client> waiters = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waiters.add(waiter(i % 2 == 0 ? "BLPOP k 0" : "BLPOP a k b 0"));
    }
    other.send("RPUSH k 0 1 2");
    other.send("RPUSH k 3");
    other.send("RPUSH k 4 5");
    for (int i = 0; i < 5; i++) {
      assertThat(waiters.get(i).receive()).isEqualTo("[k " + i + "]");
    }
    assertThat(other.send("LRANGE k 0 -1")).isEqualTo("[5]");
  }

  @ParameterizedTest
  @CsvSource({
    "BLPOP k 0,                      RPUSH k a b c,         LRANGE k 0 -1, [a b c]",
    "BRPOP k 0,                      RPUSH k a b c,         LRANGE k 0 -1, [a b c]",
    "BLMPOP 0 1 k LEFT COUNT 2,      RPUSH k a b c,         LRANGE k 0 -1, [a b c]",
    "BLMPOP 0 1 k RIGHT COUNT 2,     RPUSH k a b c,         LRANGE k 0 -1, [a b c]",
    "BLMPOP 0 1 k RIGHT COUNT 9,     RPUSH k a b c,         LRANGE k 0 -1, [a b c]",
    "BZPOPMIN k 0,                   ZADD k 1 a 2.5 b,      ZRANGE k 0 -1 WITHSCORES, [a 1 b 2.5]",
    "BZPOPMAX k 0,                   ZADD k 1 a 2.5 b,      ZRANGE k 0 -1 WITHSCORES, [a 1 b 2.5]",
    "BZMPOP 0 1 k MIN COUNT 2,       ZADD k 1 a 2.5 b 3 c,  ZRANGE k 0 -1, [a b c]",
    "BZMPOP 0 1 k MAX COUNT 9,       ZADD k 1 a 2.5 b 3 c,  ZRANGE k 0 -1, [a b c]",
    // what was moved stays there, what a group was given stays pending
    "BLMOVE k l LEFT RIGHT 0,        RPUSH k a b c,         LRANGE l 0 -1, [a]",
    "BRPOPLPUSH k l 0,               RPUSH k a b c,         LRANGE l 0 -1, [c]",
  })
  void whatWasPoppedForAClientThatHasGoneComesBack(
      String wait, String push, String look, String there) {
    Client client = waiter(wait);
    other.send(push);
    assertThat(client.hasAnswer()).isTrue();
    client.goes();
    assertThat(other.send(look)).isEqualTo(there);
  }

  @ParameterizedTest
  @CsvSource({
    "BLPOP k 0,                  RPUSH k a,            [k a]",
    "BRPOP k 0,                  RPUSH k a,            [k a]",
    "BLMPOP 0 1 k LEFT COUNT 3,  RPUSH k a b c,        [k [a b c]]",
    "BLMPOP 0 1 k RIGHT COUNT 3, RPUSH k a b c,        [k [c b a]]",
    "BZPOPMIN k 0,               ZADD k 1 a,           [k a 1]",
    "BZMPOP 0 1 k MAX COUNT 3,   ZADD k 1 a 2 b 3 c,   [k [[c 3] [b 2] [a 1]]]",
  })
  void whatComesBackIsForTheNext(String wait, String push, String reply) {
    Client first = waiter(wait);
    Client second = waiter(wait);
    other.send(push);
    assertThat(second.hasAnswer()).isFalse();
    first.goes();
    assertThat(second.receive()).isEqualTo(reply);
  }

  @Test
  void anEntryForAConsumerThatHasGoneIsPending() {
    other.send("XGROUP CREATE s g $ MKSTREAM");
    Client client = waiter("XREADGROUP GROUP g ann BLOCK 0 STREAMS s >");
    other.send("XADD s 1-1 a b");
    client.goes();
    assertThat(other.send("XPENDING s g - + 9")).isEqualTo("[[1-1 ann :0 :1]]");
  }

  @Test
  void whatHasNoPlaceAnyMoreIsDropped() {
    Client client = waiter("BLPOP k 0");
    other.send("RPUSH k a");
    other.send("SET k v");
    client.goes();
    assertThat(other.send("GET k")).isEqualTo("v");
  }

  @Test
  void aMemberThatWasAddedAgainKeepsItsNewScore() {
    Client client = waiter("BZMPOP 0 1 k MIN COUNT 2");
    other.send("ZADD k 1 a 2 b");
    other.send("ZADD k 7 a");
    client.goes();
    assertThat(other.send("ZRANGE k 0 -1 WITHSCORES")).isEqualTo("[b 2 a 7]");
  }

  @Test
  void nothingIsTakenForAClientWhoseEventLoopHasEnded() {
    Client first = waiter("BLPOP k 0");
    Client second = waiter("BLPOP k 0");
    first.loopHasEnded = true;
    other.send("RPUSH k a");
    assertThat(second.receive()).isEqualTo("[k a]");
    other.send("RPUSH k b");
    assertThat(other.send("LRANGE k 0 -1")).isEqualTo("[b]");
  }

  @Test
  void whoIsBeingKilledIsNotServed() {
    Client first = waiter("BLPOP k 0");
    Client second = waiter("BLPOP k 0");
    assertThat(other.send("CLIENT KILL ID " + first.session.id())).isEqualTo(":1");
    other.send("RPUSH k a b");
    assertThat(first.hasAnswer()).isFalse();
    assertThat(second.receive()).isEqualTo("[k a]");
    assertThat(other.send("LRANGE k 0 -1")).isEqualTo("[b]");
  }

  @Test
  void thereIsOneAnswer() {
    Client client = waiter("BLPOP k 1");
    String unblock = "CLIENT UNBLOCK " + client.session.id();
    other.send("RPUSH k a");
    assertThat(other.send(unblock)).isEqualTo(":0");
    server.advance(Duration.ofSeconds(2));
    assertThat(client.receive()).isEqualTo("[k a]");
    assertThat(client.receive()).isNull();

    client.send("BLPOP k 1");
    assertThat(other.send(unblock)).isEqualTo(":1");
    assertThat(other.send(unblock)).isEqualTo(":0");
    server.advance(Duration.ofSeconds(2));
    other.send("RPUSH k b");
    assertThat(client.receive()).isEqualTo("nil");
    assertThat(client.receive()).isNull();
    assertThat(other.send("LLEN k")).isEqualTo(":1");

    client.send("BLPOP l 1");
    server.advance(Duration.ofMillis(999));
    assertThat(client.hasAnswer()).isFalse();
    server.advance(Duration.ofMillis(1));
    assertThat(other.send(unblock)).isEqualTo(":0");
    assertThat(client.receive()).isEqualTo("nil");
  }

  @Test
  void whoGoesWaitsNoMore() {
    Client client = waiter("BLPOP a b c 0");
    client.goes();
    assertThat(server.engine.blocking().waiting()).isZero();
    other.send("RPUSH a 1");
    assertThat(other.send("LLEN a")).isEqualTo(":1");
  }

  @Test
  void timeoutsAreRoundedUpToMilliseconds() {
    Client client = waiter("BLPOP k 0.0001");
    server.advance(Duration.ofNanos(999_999));
    assertThat(client.hasAnswer()).isFalse();
    server.advance(Duration.ofNanos(1));
    assertThat(client.receive()).isEqualTo("nil");
  }

  @Test
  void timeoutsEndInTheirOrder() {
    Client late = waiter("BLPOP k 0.02");
    Client early = waiter("BRPOP k 0.01");
    Client never = waiter("BLPOP k 0");
    server.advance(Duration.ofMillis(10));
    assertThat(early.receive()).isEqualTo("nil");
    assertThat(late.hasAnswer()).isFalse();
    server.advance(Duration.ofDays(10_000));
    assertThat(late.receive()).isEqualTo("nil");
    assertThat(never.hasAnswer()).isFalse();
  }

  @Test
  void whatOneIsServedWithServesTheNext() {
    Client a = waiter("BLMOVE a b LEFT RIGHT 0");
    Client b = waiter("BLMOVE b c LEFT RIGHT 0");
    Client c = waiter("BLMPOP 0 2 x c LEFT");
    other.send("RPUSH a 1");
    assertThat(a.receive()).isEqualTo("1");
    assertThat(b.receive()).isEqualTo("1");
    assertThat(c.receive()).isEqualTo("[c [1]]");
    assertThat(other.send("EXISTS a b c")).isEqualTo(":0");
  }

  @Test
  void aTransactionServesNobodyInBetween() {
    Client client = waiter("BLPOP k 0");
    other.send("MULTI");
    other.send("RPUSH k a b");
    other.send("LPOP k");
    other.send("BLPOP nope k 0");
    other.send("EXEC");
    assertThat(client.hasAnswer()).isFalse();
    other.send("RPUSH k c");
    assertThat(client.receive()).isEqualTo("[k c]");
  }

  /** Expiry locks one shard; the other one that the waiter needs is taken until it is done. */
  @Test
  void whoNeedsAShardThatIsTakenIsServedALittleLater() throws InterruptedException {
    other.send("XGROUP CREATE s g $ MKSTREAM");
    String second = keyInAnotherShard("s");
    other.send("XGROUP CREATE " + second + " g $ MKSTREAM");
    other.send("PEXPIRE s 5");
    Client client = waiter("XREADGROUP GROUP g c BLOCK 0 STREAMS s " + second + " > >");
    server.advance(Duration.ofMillis(5));
    whileTaken(second, () -> assertThat(other.send("EXISTS s")).isEqualTo(":0"), () -> {});
    assertThat(client.receive()).startsWith("-NOGROUP No such key 's'");
  }

  /** The one whose shard could not be had goes; those behind it have been told nothing yet. */
  @Test
  void whoWaitsBehindOneThatGoesMeanwhileIsServedAllTheSame() throws InterruptedException {
    List<String> keys = new ArrayList<>(List.of("s", keyInAnotherShard("s")));
    keys.sort(Comparator.comparingLong(key -> server.engine.shards().bit(hash(key))));
    keys.forEach(key -> other.send("XGROUP CREATE " + key + " g $ MKSTREAM"));
    String expiring = keys.getLast(); // its shard is not locked while the first one's is waited for
    other.send("PEXPIRE " + expiring + " 5");
    Client first =
        waiter("XREADGROUP GROUP g c BLOCK 0 STREAMS " + String.join(" ", keys) + " > >");
    Client behind = waiter("XREADGROUP GROUP g c BLOCK 0 STREAMS " + expiring + " >");
    server.advance(Duration.ofMillis(5));
    whileTaken(
        keys.getFirst(),
        () -> assertThat(other.send("EXISTS " + expiring)).isEqualTo(":0"),
        () -> server.engine.ended(first.session));
    assertThat(first.hasAnswer()).isFalse();
    assertThat(behind.receive()).startsWith("-NOGROUP No such key");
  }

  /** Runs the first while another thread has a key's shard, which does the second when it waits. */
  private void whileTaken(String key, Runnable here, Runnable there) throws InterruptedException {
    long taken = server.engine.shards().bit(hash(key));
    Thread test = Thread.currentThread();
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              server.engine.shards().lock(taken);
              locked.countDown();
              TestServer.await("the test goes on", () -> begun.getCount() == 0);
              TestServer.await("the server waits", () -> test.getState() == Thread.State.WAITING);
              there.run();
              server.engine.shards().unlock(taken);
            });
    thread.start();
    locked.await();
    begun.countDown();
    here.run();
    thread.join();
  }

  private String keyInAnotherShard(String key) {
    String other = key;
    while (server.engine.shards().bit(hash(other)) == server.engine.shards().bit(hash(key))) {
      other += "x";
    }
    return other;
  }

  private static long hash(String key) {
    return Hashing.hash(key.getBytes(StandardCharsets.US_ASCII), 0, key.length());
  }

  @Test
  void infoTellsWhoWaitsForHowManyKeys() {
    waiter("BLPOP a b 0");
    waiter("BZPOPMIN b c 5");
    waiter("WAIT 1 0");
    other.send("XGROUP CREATE s g $ MKSTREAM");
    waiter("XREADGROUP GROUP g ann BLOCK 0 STREAMS s >");
    waiter("XREAD BLOCK 0 STREAMS s $");
    assertThat(other.send("INFO clients"))
        .contains("blocked_clients:5")
        .contains("clients_in_timeout_table:1")
        .contains("total_blocking_keys:4")
        .contains("total_blocking_keys_on_nokey:1");
  }

  @Test
  void aKeyIsNamedAsOftenAsOneLikes() {
    StringBuilder command = new StringBuilder("BLPOP");
    for (int i = 0; i < 50_000; i++) {
      command.append(" k").append(i % 20_000);
    }
    Client client = waiter(command + " 0");
    other.send("RPUSH k77 a b");
    assertThat(client.receive()).isEqualTo("[k77 a]");
    assertThat(other.send("LLEN k77")).isEqualTo(":1");
  }

  @Test
  void aPushCostsTheSameHoweverManyWait() {
    double few = nanosAPush(200);
    double many = nanosAPush(20_000);
    assertThat(many).as("nanoseconds a push, with few it was %s", few).isLessThan(few * 50);
  }

  private double nanosAPush(int waiting) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      clients.add(waiter(i % 2 == 0 ? "BLPOP k 0" : "BLPOP k other 0"));
    }
    int pushes = waiting / 2;
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < pushes; i++) {
      other.send("RPUSH k " + i);
    }
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < waiting; i++) {
      assertThat(clients.get(i).receive()).isEqualTo(i < pushes ? "[k " + i + "]" : null);
      clients.get(i).goes();
    }
    return (end - begin) / (double) pushes;
  }

  @Test
  void thousandsOfTimeoutsAtOnceCostEachTheSame() {
    double few = nanosATimeout(200);
    double many = nanosATimeout(20_000);
    assertThat(many).as("nanoseconds a timeout, with few it was %s", few).isLessThan(few * 50);
  }

  private double nanosATimeout(int waiting) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      clients.add(waiter("BLPOP k 1"));
    }
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    server.advance(Duration.ofSeconds(1));
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (Client client : clients) {
      assertThat(client.receive()).isEqualTo("nil");
      client.goes();
    }
    return (end - begin) / (double) waiting;
  }
}
