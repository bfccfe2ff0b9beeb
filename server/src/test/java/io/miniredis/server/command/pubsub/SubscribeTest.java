package io.miniredis.server.command.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import io.miniredis.server.value.Slice;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscribers over sockets. What replies look like is told by the cases against a real server. */
class SubscribeTest {
  @RegisterExtension final TestServer server = new TestServer("timeout 10");

  @Test
  void whoDisconnectsIsNotCountedAnyMore() {
    TestClient publisher = server.client();
    TestClient subscriber = server.client();
    subscriber.send("SUBSCRIBE", "a");
    subscriber.send("PSUBSCRIBE", "a*");
    subscriber.send("SSUBSCRIBE", "a");
    assertThat(publisher.send("PUBLISH", "a", "m")).isEqualTo(":2");
    subscriber.reset();
    TestServer.await("it is gone", () -> server.engine().sessions().count() == 1);
    assertThat(publisher.send("PUBLISH", "a", "m")).isEqualTo(":0");
    assertThat(publisher.send("SPUBLISH", "a", "m")).isEqualTo(":0");
    assertThat(publisher.send("PUBSUB", "NUMPAT")).isEqualTo(":0");
    assertThat(publisher.send("PUBSUB", "CHANNELS")).isEqualTo("[]");
    assertThat(server.engine().pubsub().subscribers()).isZero();
  }

  @Test
  void ownMessagesComeBehindTheReplyToEachCommandOfAPipeline() {
    TestClient client = server.client().resp3();
    client.send("SUBSCRIBE", "a");
    client.writeRaw(
        "PUBLISH a 1\r\nECHO x\r\nPUBLISH a 2\r\nPUBLISH b 3\r\nPUBLISH a 4\r\nPING\r\n");
    assertThat(client.readMany(9))
        .containsExactly(
            ":1",
            ">[message a 1]",
            "x",
            ":1",
            ">[message a 2]",
            ":0",
            ":1",
            ">[message a 4]",
            "+PONG");
  }

  @Test
  void theSubscriberOfALongPipelineGetsAllInOrder() {
    int messages = 20_000;
    TestClient subscriber = server.client();
    subscriber.send("SUBSCRIBE", "a");
    TestClient publisher = server.client();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < messages; i++) {
      all.append("PUBLISH a ").append(i).append("\r\n");
    }
    publisher.writeRaw(all.toString());
    for (int i = 0; i < messages; i++) {
      assertThat(subscriber.read()).isEqualTo("[message a " + i + "]");
    }
    assertThat(publisher.readMany(messages)).containsOnly(":1");
  }

  @Test
  void messagesComeToWhoseCommandsAreHeld() {
    TestClient subscriber = server.client().resp3();
    subscriber.send("SUBSCRIBE", "a");
    TestClient other = server.client();
    other.send("CLIENT", "PAUSE", "100000", "WRITE");
    subscriber.write("SET", "k", "v");
    TestServer.await("it is held", () -> server.engine().pausing().held() == 1);
    server.engine().pubsub().publish(Slice.of("a"), Slice.of("m")); // PUBLISH would be held too
    assertThat(subscriber.read()).isEqualTo(">[message a m]");
    assertThat(subscriber.hasInput()).isFalse();
    other.send("CLIENT", "UNPAUSE");
    assertThat(subscriber.read()).isEqualTo("+OK");
  }

  @Test
  void messagesComeToWhoIsBlocked() {
    TestClient subscriber = server.client().resp3();
    subscriber.send("SUBSCRIBE", "a");
    TestClient other = server.client();
    subscriber.write("BLPOP", "list", "0");
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
    other.send("PUBLISH", "a", "m");
    assertThat(subscriber.read()).isEqualTo(">[message a m]");
    other.send("RPUSH", "list", "x");
    assertThat(subscriber.read()).isEqualTo("[list x]");
  }

  @Test
  void whoListensIsNotIdle() {
    TestClient subscriber = server.client();
    subscriber.send("SUBSCRIBE", "a");
    TestClient idle = server.client();
    idle.send("PING");
    server.advance(Duration.ofSeconds(20));
    server.tick();
    assertThat(idle.read()).isEqualTo("closed");
    assertThat(server.client().send("PUBLISH", "a", "m")).isEqualTo(":1");
    assertThat(subscriber.read()).isEqualTo("[message a m]");
    subscriber.send("UNSUBSCRIBE");
    server.advance(Duration.ofSeconds(20));
    server.tick();
    assertThat(subscriber.read()).isEqualTo("closed");
  }

  @Test
  void messagesThatCameBeforeTheEndOfASubscriptionAreToldBeforeIt() {
    TestClient client = server.client().resp3();
    client.send("SUBSCRIBE", "a");
    client.pipeline("MULTI", "PUBLISH a 1", "UNSUBSCRIBE a", "PUBLISH a 2");
    client.write("EXEC");
    assertThat(client.read()).isEqualTo("[:1 >[unsubscribe a :0] :0]");
    assertThat(client.read()).isEqualTo(">[message a 1]");
    assertThat(client.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void killedWithTheirTypeOthersStay() {
    TestClient subscriber = server.client();
    subscriber.send("SUBSCRIBE", "a");
    TestClient other = server.client();
    assertThat(other.send("CLIENT", "KILL", "TYPE", "normal")).isEqualTo(":0");
    assertThat(other.pipeline("CLIENT KILL TYPE pubsub", "PUBLISH a m"))
        .containsExactly(":1", ":0");
    assertThat(subscriber.read()).isEqualTo("closed");
  }
}
