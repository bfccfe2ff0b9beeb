package io.miniredis.server.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A script that does not end, with one event loop: others are told, and can end it. */
class BusyTest {
  private static final String BUSY =
      "-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.";

  @RegisterExtension final TestServer server = new TestServer("busy-reply-threshold 100");
  private TestClient client;
  private TestClient other;

  @BeforeEach
  void connect() {
    client = server.client();
    other = server.client();
  }

  private void spin(String script) {
    client.write("EVAL", script, "0");
    TestServer.await("the script runs", () -> server.engine().busy().isRunning());
    TestServer.await("the server is busy", this::isBusyInAWhile);
  }

  /** Its time is taken with its first jump, so this may have to be asked again. */
  private boolean isBusyInAWhile() {
    server.advance(Duration.ofMillis(200));
    return server.engine().busy().isOn();
  }

  @Test
  void othersAreToldAndCanEndIt() {
    spin("while true do end");
    assertThat(other.send("PING")).isEqualTo(BUSY);
    assertThat(other.send("GET", "k")).isEqualTo(BUSY);
    assertThat(other.pipeline("MULTI", "GET k", "EXEC"))
        .containsExactly(
            "+OK", BUSY, "-EXECABORT Transaction discarded because of: " + BUSY.substring(1));
    assertThat(other.send("SHUTDOWN", "SAVE")).isEqualTo(BUSY);
    assertThat(other.send("SCRIPT", "KILL")).isEqualTo("+OK");
    assertThat(client.read()).startsWith("-ERR Script killed by user with SCRIPT KILL... script: ");
    assertThat(other.send("PING")).isEqualTo("+PONG");
    assertThat(client.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void aScriptThatCatchesErrorsIsEndedToo() {
    spin("while true do pcall(function() while true do end end) end");
    assertThat(other.send("SCRIPT", "KILL")).isEqualTo("+OK");
    assertThat(client.read()).startsWith("-ERR Script killed");
  }

  @Test
  void whatHasWrittenIsNotEnded() {
    spin("redis.call('SET', 'k', 'v') while redis.call('GET', 'go') ~= 'x' do end");
    assertThat(other.send("SCRIPT", "KILL")).startsWith("-UNKILLABLE ");
    assertThat(other.send("PING")).isEqualTo(BUSY);
  }

  @Test
  void whatItsClientSentBehindItRunsAfterwards() {
    client.writeRaw(TestClient.encode("SET", "k", "v"));
    spin("while true do end");
    client.write("GET", "k");
    assertThat(other.send("SCRIPT", "KILL")).isEqualTo("+OK");
    assertThat(client.read()).isEqualTo("+OK");
    assertThat(client.read()).startsWith("-ERR Script killed");
    assertThat(client.read()).isEqualTo("v");
  }

  @Test
  void inATransactionToo() {
    client.pipeline("MULTI", "SET k v");
    client.send("EVAL", "while true do end", "0");
    client.write("EXEC");
    TestServer.await("the script runs", () -> server.engine().busy().isRunning());
    TestServer.await("the server is busy", this::isBusyInAWhile);
    assertThat(other.send("SCRIPT", "KILL")).isEqualTo("+OK");
    assertThat(client.read()).startsWith("[+OK -ERR Script killed");
  }

  @Test
  void aClientThatComesMeanwhileIsServed() {
    spin("while true do end");
    assertThat(server.client().send("PING")).isEqualTo(BUSY);
    assertThat(server.client().send("SCRIPT", "KILL")).isEqualTo("+OK");
    assertThat(client.read()).startsWith("-ERR Script killed");
  }

  @Test
  void noScriptRunsThatCouldBeEnded() {
    assertThat(other.send("SCRIPT", "KILL"))
        .isEqualTo("-NOTBUSY No scripts in execution right now.");
  }
}
