package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientKillTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private static String address(TestClient of) {
    return "127.0.0.1:" + of.localPort();
  }

  private static String id(TestClient of) {
    return of.send("CLIENT", "ID").substring(1);
  }

  @Test
  void endsTheClientFromAnAddress() {
    TestClient victim = server.client();
    victim.send("PING");
    assertThat(client.send("CLIENT", "KILL", address(victim))).isEqualTo("+OK");
    assertThat(victim.read()).isEqualTo("closed");
    assertThat(client.send("CLIENT", "KILL", address(victim))).isEqualTo("-ERR No such client");
    assertThat(client.send("CLIENT", "LIST").split("\n")).hasSize(2);
  }

  @Test
  void whoKillsItselfIsAnsweredFirstAndRunsNothingMore() {
    client.writeRaw(
        TestClient.encode("CLIENT", "KILL", address(client)) + TestClient.encode("SET", "k", "v"));
    assertThat(client.readToEnd()).isEqualTo("+OK\r\n");
    assertThat(server.client().send("GET", "k")).isEqualTo("nil");
  }

  @Test
  void leavesTheCallerOutUnlessToldOtherwise() {
    String id = id(client);
    assertThat(client.send("CLIENT", "KILL", "ID", id)).isEqualTo(":0");
    assertThat(client.send("CLIENT", "KILL", "ID", id, "SKIPME", "yes")).isEqualTo(":0");
    client.write("CLIENT", "KILL", "ID", id, "SKIPME", "no");
    assertThat(client.readToEnd()).isEqualTo(":1\r\n");
  }

  @Test
  void everyFilterMustApply() {
    TestClient old = server.client();
    String oldId = id(old);
    server.advance(Duration.ofSeconds(10));
    TestClient young = server.client();
    String youngId = id(young);
    String port = "127.0.0.1:" + server.port();
    assertThat(
            client.pipeline(
                "CLIENT KILL ID " + oldId + " MAXAGE 11",
                "CLIENT KILL ID " + youngId + " MAXAGE 10",
                "CLIENT KILL ID " + oldId + " ADDR " + address(young),
                "CLIENT KILL ID " + oldId + " LADDR 127.0.0.1:1",
                "CLIENT KILL TYPE pubsub USER default"))
        .containsOnly(":0");
    assertThat(
            client.send(
                "CLIENT",
                "KILL",
                "ID",
                oldId,
                "MAXAGE",
                "10",
                "TYPE",
                "normal",
                "USER",
                "default",
                "ADDR",
                address(old),
                "LADDR",
                port))
        .isEqualTo(":1");
    assertThat(old.read()).isEqualTo("closed");
    assertThat(young.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void canEndAllOthers() {
    TestClient one = server.client();
    TestClient two = server.client();
    one.send("PING");
    two.send("PING");
    assertThat(client.send("CLIENT", "KILL", "TYPE", "normal")).isEqualTo(":2");
    assertThat(one.read()).isEqualTo("closed");
    assertThat(two.read()).isEqualTo("closed");
    assertThat(client.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void aClientThatDoesNotTakeItsRepliesGoesAtOnce() {
    TestClient victim = server.client();
    String id = id(victim);
    victim.send("SET", "big", "x".repeat(1 << 20));
    for (int i = 0; i < 64; i++) {
      victim.write("GET", "big");
    }
    TestServer.await(
        "replies are left lying",
        () -> !client.send("CLIENT", "LIST", "ID", id).contains("omem=0 "));
    assertThat(client.send("CLIENT", "KILL", "ID", id)).isEqualTo(":1");
    TestServer.await("it is gone", () -> server.engine().sessions().count() == 1);
    assertThat(victim.readToEnd().length()).isLessThan(64 << 20);
  }

  @Test
  void whatAVictimHasSentDoesNotRunAnyMore() {
    TestClient victim = server.client();
    String id = id(victim);
    client.pipeline("CLIENT PAUSE 60000 WRITE");
    victim.write("SET", "k", "v");
    TestServer.await("it is held", () -> server.engine().pausing().held() == 1);
    assertThat(client.pipeline("CLIENT KILL ID " + id, "CLIENT UNPAUSE", "GET k"))
        .containsExactly(":1", "+OK", "nil");
    assertThat(victim.read()).isEqualTo("closed");
    TestServer.await("nothing is held", () -> server.engine().pausing().held() == 0);
  }

  @Test
  void checksEachFilterInTurn() {
    assertThat(
            client.pipeline(
                "CLIENT KILL ID x TYPE foo",
                "CLIENT KILL ID 0 TYPE foo",
                "CLIENT KILL TYPE foo ID x",
                "CLIENT KILL USER foo ID x",
                "CLIENT KILL SKIPME maybe",
                "CLIENT KILL MAXAGE x",
                "CLIENT KILL MAXAGE 0",
                "CLIENT KILL FOO x",
                "CLIENT KILL ID 1 TYPE"))
        .containsExactly(
            "-ERR client-id should be greater than 0",
            "-ERR client-id should be greater than 0",
            "-ERR Unknown client type 'foo'",
            "-ERR No such user 'foo'",
            "-ERR syntax error",
            "-ERR maxage is not an integer or out of range",
            "-ERR maxage should be greater than 0",
            "-ERR syntax error",
            "-ERR syntax error");
  }

  @Test
  void whoIsAnsweredFindsNoneOfThemAmongTheSubscribers() throws InterruptedException {
    try (TestServer many = new TestServer("io-threads 4").start()) {
      TestClient killer = many.client();
      for (int i = 0; i < 200; i++) {
        TestClient victim = many.client();
        victim.send("SUBSCRIBE", "news");
        assertThat(killer.send("CLIENT", "KILL", "TYPE", "pubsub")).isEqualTo(":1");
        assertThat(killer.send("PUBLISH", "news", "hello")).isEqualTo(":0");
      }
    }
  }

  @Test
  void twoThatKillEachOtherKeepNobodyWaiting() throws InterruptedException {
    try (TestServer many = new TestServer("io-threads 4").start()) {
      TestClient killer = many.client();
      for (int i = 0; i < 50; i++) {
        TestClient one = many.client();
        TestClient two = many.client();
        String idOfOne = id(one);
        String idOfTwo = id(two);
        one.write("CLIENT", "KILL", "ID", idOfTwo);
        two.write("CLIENT", "KILL", "ID", idOfOne);
        killer.send("CLIENT", "KILL", "TYPE", "normal"); // who is killed first kills nobody
        assertThat(killer.send("CLIENT", "LIST").split("\n")).hasSize(2);
        assertThat(List.of(one.readToEnd(), two.readToEnd())).isSubsetOf("", ":1\r\n", ":0\r\n");
      }
    }
  }
}
