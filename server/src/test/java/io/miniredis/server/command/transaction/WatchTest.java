package io.miniredis.server.command.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WatchTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;
  private TestClient other;

  @BeforeEach
  void connect() {
    client = server.client();
    other = server.client();
  }

  /** Whether the transaction that follows fails. */
  private boolean fails() {
    return client.pipeline("MULTI", "EXEC").getLast().equals("nil");
  }

  private void watchedMeanwhile(String command) {
    client.send("WATCH", "k");
    other.send(command.split(" "));
  }

  @Test
  void seesAnyChangeOfItsKeysAndNoOther() {
    watchedMeanwhile("SET k v");
    assertThat(fails()).isTrue();
    watchedMeanwhile("SET k v");
    assertThat(fails()).as("the same value").isTrue();
    watchedMeanwhile("GET k");
    assertThat(fails()).isFalse();
    watchedMeanwhile("SETNX k v");
    assertThat(fails()).isFalse();
    watchedMeanwhile("SET other v");
    assertThat(fails()).isFalse();
    watchedMeanwhile("DEL k other");
    assertThat(fails()).isTrue();
  }

  @Test
  void seesItsOwnClientsChanges() {
    client.send("WATCH", "k");
    client.send("SET", "k", "v");
    assertThat(fails()).isTrue();
  }

  @Test
  void withinATransactionItIsAnErrorThatLeavesTheTransactionAsItIs() {
    assertThat(client.pipeline("MULTI", "WATCH k", "SET k v", "EXEC"))
        .containsExactly("+OK", "-ERR WATCH inside MULTI is not allowed", "+QUEUED", "[+OK]");
  }

  @Test
  void aKeyThatExpiresHasChanged() {
    client.pipeline("SET k v PX 100", "WATCH k");
    server.advance(Duration.ofMillis(99));
    assertThat(client.send("EXISTS", "k")).isEqualTo(":1");
    server.advance(Duration.ofMillis(1));
    assertThat(fails()).isTrue();
  }

  @Test
  void aKeyThatIsRemovedWhenItsTimeHasComeHasChanged() {
    client.pipeline("SET k v PX 100", "WATCH k");
    server.advance(Duration.ofMillis(100));
    server.tick();
    assertThat(fails()).isTrue();
  }

  @Test
  void aKeyThatHadExpiredBeforeDoesNotChangeByGoing() {
    client.pipeline("DEBUG SET-ACTIVE-EXPIRE 0", "SET k v PX 100");
    server.advance(Duration.ofMillis(100));
    client.send("WATCH", "k");
    other.send("EXISTS", "k");
    assertThat(fails()).isFalse();
    client.send("SET", "k", "v", "PX", "100");
    server.advance(Duration.ofMillis(100));
    watchedMeanwhile("FLUSHALL");
    assertThat(fails()).isFalse();
  }

  @Test
  void fieldsThatExpireAreAChange() {
    client.pipeline("HSET k f v g w", "HPEXPIRE k 100 FIELDS 1 f", "WATCH k");
    server.advance(Duration.ofMillis(100));
    server.tick();
    assertThat(fails()).isTrue();
    assertThat(client.pipeline("HPEXPIRE k 100 FIELDS 1 g", "WATCH k")).contains("[:1]");
    server.advance(Duration.ofMillis(100));
    server.tick();
    assertThat(fails()).isTrue();
    assertThat(client.send("EXISTS", "k")).isEqualTo(":0");
  }

  @Test
  void flushingIsAChangeOfKeysThatExist() {
    watchedMeanwhile("FLUSHALL");
    assertThat(fails()).isFalse();
    client.send("SET", "k", "v");
    watchedMeanwhile("FLUSHDB");
    assertThat(fails()).isTrue();
    client.send("SET", "k", "v", "PX", "10");
    client.send("WATCH", "k");
    server.advance(Duration.ofMillis(10));
    other.send("FLUSHALL");
    assertThat(fails()).as("expired since").isTrue();
  }

  @Test
  void swappingIsAChangeOfKeysThatEitherDatabaseHas() {
    watchedMeanwhile("SWAPDB 0 1");
    assertThat(fails()).isFalse();
    client.send("SET", "k", "v");
    watchedMeanwhile("SWAPDB 0 1");
    assertThat(fails()).as("it goes").isTrue();
    watchedMeanwhile("SWAPDB 1 0");
    assertThat(fails()).as("it comes").isTrue();
    watchedMeanwhile("SWAPDB 1 2");
    assertThat(fails()).as("others").isFalse();
  }

  @Test
  void keysBelongToTheirDatabases() {
    client.pipeline("SELECT 1", "WATCH k", "SELECT 2", "WATCH k", "SELECT 0");
    other.pipeline("SET k v");
    assertThat(fails()).isFalse();
    client.pipeline("SELECT 1", "WATCH k", "SELECT 2", "WATCH k", "SELECT 0");
    other.pipeline("SELECT 2", "SET k v");
    assertThat(fails()).isTrue();
  }

  @Test
  void aStreamsGroupsAreNotSeen() {
    client.pipeline("XADD k 1-1 f v", "XADD k 2-1 f v");
    for (String command :
        new String[] {
          "XGROUP CREATE k g 0",
          "XREADGROUP GROUP g c COUNT 1 STREAMS k >",
          "XACK k g 1-1",
          "XCLAIM k g c2 0 1-1 FORCE",
          "XAUTOCLAIM k g c3 0 -",
          "XGROUP SETID k g 0",
          "XGROUP CREATECONSUMER k g c4",
          "XGROUP DELCONSUMER k g c4",
          "XSETID k 3-1",
          "XGROUP DESTROY k g"
        }) {
      watchedMeanwhile(command);
      assertThat(fails()).as(command).isFalse();
    }
    watchedMeanwhile("XADD k 4-1 f v");
    assertThat(fails()).isTrue();
    watchedMeanwhile("XDEL k 4-1");
    assertThat(fails()).isTrue();
    watchedMeanwhile("XGROUP CREATE k2 g $ MKSTREAM");
    assertThat(fails()).isFalse();
    watchedMeanwhile("DEL k");
    assertThat(fails()).isTrue();
    watchedMeanwhile("XGROUP CREATE k g $ MKSTREAM");
    assertThat(fails()).as("a new stream").isTrue();
  }

  @Test
  void aKeyThatIsEvictedHasChanged() {
    client.pipeline("CONFIG SET maxmemory-policy allkeys-lru", "SET k v");
    client.send("WATCH", "k");
    other.pipeline("CONFIG SET maxmemory 1", "PING", "CONFIG SET maxmemory 0");
    assertThat(other.send("EXISTS", "k")).isEqualTo(":0");
    assertThat(fails()).isTrue();
  }

  @Test
  void newerCommandsAreSeenWhereTheyChangeAnything() {
    client.pipeline("SET k 1", "XADD s 1-1 f v", "XADD s 2-1 f v", "XGROUP CREATE s g 0");
    watchedMeanwhile("INCREX k");
    assertThat(fails()).isTrue();
    watchedMeanwhile("MSETEX 1 k 5 NX");
    assertThat(fails()).isFalse();
    watchedMeanwhile("MSETEX 1 k 5 EX 100");
    assertThat(fails()).isTrue();
    watchedMeanwhile("DELEX k IFEQ 6");
    assertThat(fails()).isFalse();
    watchedMeanwhile("DELEX k IFEQ 5");
    assertThat(fails()).isTrue();
    client.pipeline("RENAME s k", "XREADGROUP GROUP g c STREAMS k >");
    watchedMeanwhile("XACKDEL k g IDS 1 9-9");
    assertThat(fails()).isFalse();
    watchedMeanwhile("XACKDEL k g IDS 1 1-1");
    assertThat(fails()).isTrue();
    watchedMeanwhile("XDELEX k IDS 1 1-1");
    assertThat(fails()).isFalse();
    watchedMeanwhile("XDELEX k IDS 1 2-1");
    assertThat(fails()).isTrue();
  }

  @Test
  void manyWatchOneKey() {
    TestClient[] clients =
        IntStream.range(0, 50).mapToObj(i -> server.client()).toArray(TestClient[]::new);
    for (TestClient one : clients) {
      one.send("WATCH", "k");
    }
    clients[0].send("UNWATCH");
    clients[1].close();
    TestServer.await("one is gone", () -> server.engine().sessions().count() == 51);
    other.send("INCR", "k");
    for (int i = 2; i < clients.length; i++) {
      assertThat(clients[i].pipeline("MULTI", "INCR k", "EXEC").getLast()).isEqualTo("nil");
    }
    assertThat(clients[0].pipeline("MULTI", "INCR k", "EXEC").getLast()).isEqualTo("[:2]");
  }

  @Test
  void oneWatchesManyKeys() {
    String[] keys = new String[100_001];
    keys[0] = "WATCH";
    for (int i = 1; i < keys.length; i++) {
      keys[i] = "key" + i;
    }
    assertThat(client.send(keys)).isEqualTo("+OK");
    assertThat(client.send(keys)).isEqualTo("+OK");
    assertThat(other.send("INFO", "clients")).contains("total_watched_keys:100000");
    assertThat(fails()).isFalse();
    assertThat(other.send("INFO", "clients")).contains("total_watched_keys:0");
    client.send(keys);
    other.send("SET", "key77777", "v");
    assertThat(fails()).isTrue();
    client.send(keys);
    other.send("SET", "key1", "v");
    assertThat(client.pipeline("UNWATCH", "MULTI", "EXEC").getLast()).isEqualTo("[]");
  }
}
