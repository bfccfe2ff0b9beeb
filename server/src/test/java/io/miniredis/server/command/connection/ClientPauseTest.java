package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientPauseTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private void awaitHeld(int clients) {
    TestServer.await(
        clients + " clients are held", () -> server.engine().pausing().held() == clients);
  }

  @Test
  void holdsWritesBackAndLetsReadsGoOn() {
    TestClient other = server.client();
    assertThat(client.send("CLIENT", "PAUSE", "60000", "WRITE")).isEqualTo("+OK");
    other.writeRaw(
        TestClient.encode("GET", "k")
            + TestClient.encode("SET", "k", "v")
            + TestClient.encode("GET", "k"));
    assertThat(other.read()).isEqualTo("nil");
    awaitHeld(1);
    assertThat(client.pipeline("GET k", "CLIENT UNPAUSE")).containsExactly("nil", "+OK");
    assertThat(other.readMany(2)).containsExactly("+OK", "v");
    assertThat(server.engine().pausing().held()).isZero();
  }

  @Test
  void holdsMessagesBackLikeWrites() {
    TestClient subscriber = server.client();
    subscriber.send("SUBSCRIBE", "a");
    TestClient publisher = server.client();
    client.send("CLIENT", "PAUSE", "60000", "WRITE");
    publisher.writeRaw("PUBSUB NUMSUB a\r\nPUBLISH a m\r\n");
    assertThat(publisher.read()).isEqualTo("[a :1]");
    awaitHeld(1);
    assertThat(subscriber.hasInput()).isFalse();
    client.send("CLIENT", "UNPAUSE");
    assertThat(publisher.read()).isEqualTo(":1");
    assertThat(subscriber.read()).isEqualTo("[message a m]");
  }

  @Test
  void whatWasHeldRunsInTheOrderInWhichItCame() {
    TestClient first = server.client();
    TestClient second = server.client();
    second.send("PING"); // the other's number may be higher or lower: order is not by it
    first.send("PING");
    client.send("CLIENT", "PAUSE", "60000");
    second.write("RPUSH", "l", "second");
    awaitHeld(1);
    first.write("RPUSH", "l", "first");
    awaitHeld(2);
    server.engine().pausing().end();
    assertThat(second.read()).isEqualTo(":1");
    assertThat(first.read()).isEqualTo(":2");
  }

  @Test
  void allMeansAllEvenItsOwnEnd() {
    client.send("CLIENT", "PAUSE", "500", "ALL");
    client.write("CLIENT", "UNPAUSE");
    TestClient other = server.client();
    other.write("PING");
    awaitHeld(2);
    assertThat(client.hasInput()).isFalse();
    server.advance(Duration.ofMillis(499));
    server.tick();
    awaitHeld(2);
    server.advance(Duration.ofMillis(1));
    server.tick();
    assertThat(client.read()).isEqualTo("+OK");
    assertThat(other.read()).isEqualTo("+PONG");
  }

  @Test
  void aSecondPauseMakesTheFirstNeitherShorterNorMilder() {
    client.pipeline("CLIENT PAUSE 1000 WRITE", "CLIENT PAUSE 10 WRITE");
    client.write("SET", "k", "v");
    awaitHeld(1);
    server.advance(Duration.ofMillis(999));
    server.tick();
    awaitHeld(1);
    server.advance(Duration.ofMillis(1));
    server.tick();
    assertThat(client.read()).isEqualTo("+OK");

    client.pipeline("CLIENT PAUSE 10 WRITE", "CLIENT PAUSE 1000 ALL");
    client.write("PING");
    awaitHeld(1);
    server.advance(Duration.ofMillis(1000));
    server.tick();
    assertThat(client.read()).isEqualTo("+PONG");
  }

  @Test
  void aWholePipelineWaitsBehindItsFirstHeldCommand() {
    client.send("CLIENT", "PAUSE", "60000", "WRITE");
    StringBuilder commands = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      commands.append(TestClient.encode("RPUSH", "l", "x".repeat(i % 100)));
      commands.append(TestClient.encode("LLEN", "l"));
    }
    TestClient other = server.client();
    other.writeRaw(commands.toString());
    awaitHeld(1);
    assertThat(other.hasInput()).isFalse();
    client.send("CLIENT", "UNPAUSE");
    for (int i = 1; i <= 5000; i++) {
      assertThat(other.readMany(2)).containsOnly(":" + i);
    }
  }

  @Test
  void whoLeavesWhileHeldIsForgotten() {
    client.send("CLIENT", "PAUSE", "60000", "WRITE");
    TestClient other = server.client();
    other.write("SET", "k", "v");
    awaitHeld(1);
    assertThat(client.send("CLIENT", "LIST")).contains(" flags=b ");
    other.close();
    awaitHeld(0);
    assertThat(client.pipeline("CLIENT UNPAUSE", "GET k")).containsExactly("+OK", "nil");
  }

  @Test
  void errorsThatNeedNoExecutionAreAnsweredAtOnce() {
    client.send("CLIENT", "PAUSE", "60000");
    assertThat(client.pipeline("NOSUCH", "SET k")).allMatch(reply -> reply.startsWith("-ERR"));
    server.engine().pausing().end();
  }

  @Test
  void keysDoNotExpireActivelyMeanwhile() {
    client.pipeline("SET k v PX 10", "CLIENT PAUSE 100 WRITE");
    server.advance(Duration.ofMillis(50));
    server.tick();
    assertThat(client.send("DBSIZE")).isEqualTo(":1");
    server.advance(Duration.ofMillis(50));
    server.tick();
    assertThat(client.send("DBSIZE")).isEqualTo(":0");
  }

  @Test
  void checksTheModeThenTheTime() {
    assertThat(
            client.pipeline(
                "CLIENT PAUSE 1 WRITE x",
                "CLIENT PAUSE x FOO",
                "CLIENT PAUSE x",
                "CLIENT PAUSE -1",
                "CLIENT PAUSE 9223372036854775807",
                "CLIENT UNPAUSE x"))
        .containsExactly(
            "-ERR unknown subcommand or wrong number of arguments for 'pause'. Try CLIENT HELP.",
            "-ERR CLIENT PAUSE mode must be WRITE or ALL",
            "-ERR timeout is not an integer or out of range",
            "-ERR timeout is negative",
            "-ERR timeout is out of range",
            "-ERR wrong number of arguments for 'client|unpause' command");
  }
}
