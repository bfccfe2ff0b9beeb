package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrackingTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient reader;
  private TestClient writer;

  @BeforeEach
  void connect() {
    reader = server.client().resp3();
    writer = server.client();
  }

  private void nothingElseIsSaid() {
    assertThat(reader.send("ECHO", "nothing")).isEqualTo("nothing");
  }

  @Test
  void whatExpiresUnseenIsTold() {
    writer.send("SET", "k", "v", "PX", "50");
    reader.send("CLIENT", "TRACKING", "ON");
    reader.send("GET", "k");
    server.advance(Duration.ofMillis(60));
    server.engine().upkeep().expireDue();
    assertThat(reader.read()).contains("invalidate", "k");
    nothingElseIsSaid();
  }

  @Test
  void whatIsRememberedOfReadersIsUsedMemory() {
    int keys = 1000;
    for (int i = 0; i < keys; i++) {
      writer.send("SET", "key:" + i, "v");
    }
    long before = used();
    reader.send("CLIENT", "TRACKING", "ON");
    for (int i = 0; i < keys; i++) {
      reader.send("GET", "key:" + i);
    }
    assertThat(used() - before).isBetween(80L * keys, 120L * keys);
    reader.send("CLIENT", "TRACKING", "OFF");
    for (int i = 0; i < keys; i++) {
      writer.send("SET", "key:" + i, "v");
    }
    assertThat(used() - before).isLessThan(keys);
  }

  private long used() {
    server.engine().memory().recount();
    return server.engine().memory().used();
  }

  @Test
  void whatIsFoundExpiredIsToldToWhoeverBroadcastsAreSentTo() {
    writer.send("DEBUG", "SET-ACTIVE-EXPIRE", "0");
    writer.send("SET", "k", "v", "PX", "50");
    reader.send("CLIENT", "TRACKING", "ON", "BCAST", "NOLOOP");
    server.advance(Duration.ofMillis(60));
    assertThat(writer.send("GET", "k")).isEqualTo("nil");
    assertThat(reader.read()).contains("invalidate", "k");
    nothingElseIsSaid();
  }

  @Test
  void fieldsThatExpireAreAChangeOfTheirKey() {
    writer.send("HSET", "h", "f", "v", "g", "w");
    writer.send("HPEXPIRE", "h", "50", "FIELDS", "1", "f");
    reader.send("CLIENT", "TRACKING", "ON");
    reader.send("HGETALL", "h");
    server.advance(Duration.ofMillis(60));
    server.engine().upkeep().expireDue();
    assertThat(reader.read()).contains("invalidate", "h");
    nothingElseIsSaid();
  }

  @Test
  void whatIsEvictedIsTold() {
    writer.send("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
    writer.send("SET", "k", "v");
    reader.send("CLIENT", "TRACKING", "ON");
    reader.send("GET", "k");
    writer.send("CONFIG", "SET", "maxmemory", "1");
    writer.send("SET", "other", "v");
    assertThat(reader.read()).contains("invalidate", "k");
    writer.send("CONFIG", "SET", "maxmemory", "0");
    nothingElseIsSaid();
  }

  @Test
  void aTableThatIsFullForgetsKeysAndSaysSo() {
    writer.send("CONFIG", "SET", "tracking-table-max-keys", "10");
    reader.send("CLIENT", "TRACKING", "ON");
    for (int i = 0; i < 30; i++) {
      reader.write("GET", "k" + i);
    }
    int told = 0;
    for (int i = 0; i < 30 + 19; i++) {
      told += reader.read().contains("invalidate") ? 1 : 0;
    }
    assertThat(told).isEqualTo(19); // the last is forgotten before the next command
    reader.write("PING");
    assertThat(reader.read()).contains("invalidate");
    assertThat(reader.read()).isEqualTo("+PONG");
    assertThat(server.engine().tracking().keys()).isEqualTo(10);
  }

  @Test
  void whoHasGoneIsForgottenWhenNobodyIsLeft() {
    reader.send("CLIENT", "TRACKING", "ON");
    reader.send("MGET", "a", "b");
    TestClient other = server.client();
    other.send("CLIENT", "TRACKING", "ON", "BCAST", "PREFIX", "x");
    other.send("CLIENT", "KILL", "TYPE", "normal");
    TestServer.await("no client is tracked", () -> server.engine().tracking().clients() == 1);
    other.close();
    TestServer.await("no key is tracked", () -> server.engine().tracking().keys() == 0);
    assertThat(server.engine().tracking().clients()).isZero();
    assertThat(server.engine().tracking().prefixes()).isZero();
  }

  @Test
  void pushesComeAlsoWhereNoRepliesAreWanted() {
    reader.send("CLIENT", "TRACKING", "ON");
    reader.send("GET", "k");
    reader.write("CLIENT", "REPLY", "OFF");
    reader.write("SET", "k", "v");
    assertThat(reader.read()).contains("invalidate", "k");
  }

  @Test
  void everyChangeReachesEveryReaderWithSeveralEventLoops() {
    try (TestServer many = new TestServer("io-threads 4").start()) {
      TestClient one = many.client().resp3();
      TestClient two = many.client().resp3();
      TestClient changes = many.client();
      one.send("CLIENT", "TRACKING", "ON");
      two.send("CLIENT", "TRACKING", "ON", "BCAST", "PREFIX", "k");
      for (int i = 0; i < 500; i++) {
        one.send("GET", "k" + i);
        changes.send("SET", "k" + i, "v");
        assertThat(one.read()).contains("invalidate", "k" + i);
        assertThat(two.read()).contains("invalidate", "k" + i);
      }
    }
  }
}
