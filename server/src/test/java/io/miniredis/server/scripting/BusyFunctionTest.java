package io.miniredis.server.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Functions that do not end, with one event loop. */
class BusyFunctionTest {
  private static final String BUSY =
      "-BUSY Redis is busy running a script. You can only call FUNCTION KILL or SHUTDOWN NOSAVE.";
  private static final String BUSY_SCRIPT =
      "-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.";
  private static final String LIBRARY =
      """
      #!lua name=lib
      redis.register_function('spin', function() while true do end end)
      redis.register_function('write', function()
        redis.call('SET', 'k', 'v') while redis.call('GET', 'go') ~= 'x' do end end)
      local co
      redis.register_function('hang', function()
        co = coroutine.create(function() coroutine.yield(1) while true do end end)
        coroutine.resume(co)
        coroutine.resume(co)
      end)
      redis.register_function('again', function() return {coroutine.resume(co)} end)
      """;

  @RegisterExtension final TestServer server = new TestServer("busy-reply-threshold 100");
  private TestClient client;
  private TestClient other;

  @BeforeEach
  void connect() {
    client = server.client();
    other = server.client();
    client.send("FUNCTION", "LOAD", LIBRARY);
  }

  private void start(String... command) {
    client.write(command);
    TestServer.await("it runs", () -> server.engine().busy().isRunning());
    TestServer.await("the server is busy", this::isBusyInAWhile);
  }

  /** Its time is taken with its first jump, so this may have to be asked again. */
  private boolean isBusyInAWhile() {
    server.advance(Duration.ofMillis(200));
    return server.engine().busy().isOn();
  }

  @Test
  void othersAreToldWhatRunsAndCanEndIt() {
    start("FCALL", "SPIN", "1", "k", "a");
    assertThat(other.send("PING")).isEqualTo(BUSY);
    assertThat(other.send("SCRIPT", "KILL")).isEqualTo(BUSY);
    assertThat(other.send("FUNCTION", "LIST")).isEqualTo(BUSY);
    assertThat(other.send("FUNCTION", "STATS"))
        .matches(
            "\\[running_script \\[name spin command \\[FCALL SPIN '?1'? k a] duration_ms :\\d+]"
                + " engines \\[LUA \\[libraries_count :1 functions_count :4]]]");
    assertThat(other.send("FUNCTION", "KILL")).isEqualTo("+OK");
    assertThat(client.read())
        .isEqualTo(
            "-ERR Script killed by user with SCRIPT KILL... script: spin, on @user_function:2.");
    assertThat(other.send("FUNCTION", "STATS")).startsWith("[running_script nil ");
  }

  @Test
  void whatHasWrittenIsNotEnded() {
    start("FCALL", "write", "0");
    assertThat(other.send("FUNCTION", "KILL")).startsWith("-UNKILLABLE ");
    assertThat(other.send("SCRIPT", "KILL")).isEqualTo(BUSY);
  }

  @Test
  void aScriptIsNoFunction() {
    start("EVAL", "while true do end", "0");
    assertThat(other.send("FUNCTION", "KILL")).isEqualTo(BUSY_SCRIPT);
    assertThat(other.send("FUNCTION", "STATS")).isEqualTo(BUSY_SCRIPT);
    assertThat(other.send("SCRIPT", "KILL")).isEqualTo("+OK");
    assertThat(client.read()).startsWith("-ERR Script killed");
  }

  @Test
  void aCoroutineThatWasEndedIsDead() {
    start("FCALL", "hang", "0");
    assertThat(other.send("FUNCTION", "KILL")).isEqualTo("+OK");
    assertThat(client.read()).startsWith("-ERR Script killed");
    assertThat(client.send("FCALL", "again", "0"))
        .isEqualTo("[nil 'cannot resume dead coroutine']");
  }

  @Test
  void inATransactionToo() {
    client.send("MULTI");
    client.send("FCALL", "spin", "0");
    start("EXEC");
    assertThat(other.send("FUNCTION", "STATS")).contains("command [FCALL spin ");
    assertThat(other.send("FUNCTION", "KILL")).isEqualTo("+OK");
    assertThat(client.read()).startsWith("[-ERR Script killed");
  }

  @Test
  void loadingEndsByItself() {
    TestClient loading = server.client();
    loading.write("FUNCTION", "LOAD", "#!lua name=x\nwhile true do end");
    String reply = null;
    while (reply == null) {
      server.advance(Duration.ofMillis(100));
      reply = loading.hasInput() ? loading.read() : null;
    }
    assertThat(reply).isEqualTo("-ERR Error registering functions: ERR FUNCTION LOAD timeout");
    assertThat(client.send("FCALL", "again", "0")).contains("bad argument #1 to 'resume'");
  }
}
