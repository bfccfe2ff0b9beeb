package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorTest {
  @RegisterExtension final TestServer server = new TestServer("timeout 60");
  private TestClient monitor;
  private TestClient client;

  @BeforeEach
  void monitor() {
    monitor = server.client();
    client = server.client();
    assertThat(monitor.send("MONITOR")).isEqualTo("+OK");
  }

  private String shown(int database, TestClient who, String arguments) {
    return "+%d.000000 [%d 127.0.0.1:%d] %s"
        .formatted(TestServer.START / 1000, database, who.localPort(), arguments);
  }

  /** What the next line shows, without when and where. */
  private String next() {
    String line = monitor.read();
    return line.substring(line.indexOf(']') + 2);
  }

  @Test
  void showsWhatOthersRun() {
    client.send("set", "k", "two words");
    assertThat(monitor.read()).isEqualTo(shown(0, client, "\"set\" \"k\" \"two words\""));
    client.send("SELECT", "4");
    assertThat(monitor.read()).isEqualTo(shown(4, client, "\"SELECT\" \"4\""));
  }

  @Test
  void showsItsOwnBehindTheReply() {
    assertThat(monitor.send("PING")).isEqualTo("+PONG");
    assertThat(monitor.read()).isEqualTo(shown(0, monitor, "\"PING\""));
  }

  @Test
  void secretsAreRedacted() {
    client.send("AUTH", "canary");
    assertThat(next()).isEqualTo("\"AUTH\" \"(redacted)\"");
    client.send("HELLO", "3", "AUTH", "default", "canary");
    assertThat(next()).isEqualTo("\"HELLO\" \"3\" \"AUTH\" \"(redacted)\" \"(redacted)\"");
  }

  @Test
  void whatIsForAdministratorsOrDidNotRunIsNotShown() {
    client.send("CONFIG", "SET", "masterauth", "canary");
    client.send("ACL", "SETUSER", "u", ">canary");
    client.send("SLOWLOG", "GET");
    client.send("GET");
    client.send("NOSUCH");
    client.send("LPUSH", "k"); // wrong number of arguments
    client.send("SET", "k", "v", "NOSUCH"); // fails, but ran
    assertThat(next()).isEqualTo("\"SET\" \"k\" \"v\" \"NOSUCH\"");
    client.send("PING");
    assertThat(next()).isEqualTo("\"PING\"");
  }

  @Test
  void commandsOfATransactionAreShownWhenTheyRun() {
    client.pipeline("MULTI", "INCR k", "GET k");
    assertThat(next()).isEqualTo("\"MULTI\"");
    assertThat(monitor.hasInput()).isFalse();
    client.send("EXEC");
    assertThat(next()).isEqualTo("\"INCR\" \"k\"");
    assertThat(next()).isEqualTo("\"GET\" \"k\"");
    assertThat(next()).isEqualTo("\"EXEC\"");
  }

  @Test
  void aCommandThatWaitsIsShownOnce() {
    client.write("BLPOP", "k", "0");
    assertThat(next()).isEqualTo("\"BLPOP\" \"k\" \"0\"");
    TestClient other = server.client();
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
    other.send("RPUSH", "k", "v");
    assertThat(client.read()).isEqualTo("[k v]");
    assertThat(next()).isEqualTo("\"RPUSH\" \"k\" \"v\"");
    other.send("PING");
    assertThat(next()).isEqualTo("\"PING\"");
  }

  @Test
  void itMayNotTouchKeys() {
    String refused = "-ERR Replica can't interact with the keyspace";
    assertThat(monitor.send("GET", "k")).isEqualTo(refused);
    assertThat(monitor.send("SET", "k", "v")).isEqualTo(refused);
    assertThat(monitor.send("PUBLISH", "c", "m")).isEqualTo(refused);
    assertThat(monitor.send("DBSIZE")).isEqualTo(refused);
  }

  @Test
  void onceIsEnough() {
    monitor.write("MONITOR");
    assertThat(monitor.send("PING")).isEqualTo("+PONG");
    assertThat(next()).isEqualTo("\"PING\"");
    client.send("PING");
    assertThat(next()).isEqualTo("\"PING\"");
    assertThat(monitor.hasInput()).isFalse();
  }

  @Test
  void itIsNoPartOfATransaction() {
    client.pipeline("MULTI", "MONITOR");
    assertThat(client.send("EXEC"))
        .isEqualTo("[-ERR MONITOR isn't allowed for DENY BLOCKING client]");
  }

  @Test
  void resetEndsIt() {
    client.send("PING");
    assertThat(next()).isEqualTo("\"PING\"");
    assertThat(monitor.send("RESET")).isEqualTo("+RESET");
    client.send("PING");
    assertThat(monitor.send("GET", "k")).isEqualTo("nil");
    assertThat(server.engine().monitors().isOn()).isFalse();
  }

  @Test
  void quitEndsIt() {
    monitor.write("QUIT");
    assertThat(monitor.readToEnd()).isEqualTo("+OK\r\n");
    TestServer.await("it has gone", () -> !server.engine().monitors().isOn());
  }

  @Test
  void itsEndIsSeen() {
    monitor.close();
    TestServer.await("it has gone", () -> !server.engine().monitors().isOn());
    assertThat(client.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void whoWantsNoRepliesIsShownNothing() {
    monitor.write("CLIENT", "REPLY", "OFF");
    client.send("PING");
    monitor.write("CLIENT", "REPLY", "ON");
    assertThat(monitor.read()).isEqualTo("+OK");
    assertThat(next()).isEqualTo("\"CLIENT\" \"REPLY\" \"ON\"");
  }

  @Test
  void clientListTellsWhoMonitors() {
    assertThat(client.send("CLIENT", "LIST")).contains(" flags=O ").contains(" flags=N ");
  }

  @Test
  void itIsNotIdle() {
    client.send("PING");
    assertThat(next()).isEqualTo("\"PING\"");
    server.advance(Duration.ofSeconds(61));
    server.tick();
    assertThat(client.read()).isEqualTo("closed");
    server.client().send("PING");
    assertThat(next()).isEqualTo("\"PING\"");
  }

  @Test
  void severalAreShownTheSame() {
    TestClient third = server.client();
    third.send("MONITOR");
    client.send("PING");
    assertThat(third.read()).isEqualTo(monitor.read());
  }
}
