package io.miniredis.server.command.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FCallTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  /** Loads a library with one function, {@code f}. */
  private void load(String body) {
    load("", body);
  }

  private void load(String before, String body) {
    String code =
        "#!lua name=lib\n"
            + before
            + "\nredis.register_function('f', function(keys, args) "
            + body
            + "\nend)";
    assertThat(client.send("FUNCTION", "LOAD", "REPLACE", code)).isEqualTo("lib");
  }

  @Test
  void keysAndArgumentsAreGiven() {
    load("return {keys, args}");
    assertThat(client.send("FCALL", "f", "2", "a", "b", "c")).isEqualTo("[[a b] [c]]");
    assertThat(client.send("FCALL", "F", "0")).isEqualTo("[[] []]");
  }

  @Test
  void theFunctionIsLookedForBeforeTheNumberOfKeys() {
    assertThat(client.send("FCALL", "f", "x")).isEqualTo("-ERR Function not found");
    load("return 1");
    assertThat(client.send("FCALL", "f", "x")).isEqualTo("-ERR Bad number of keys provided");
    assertThat(client.send("FCALL", "f", "1"))
        .isEqualTo("-ERR Number of keys can't be greater than number of args");
    assertThat(client.send("FCALL", "f", "-1")).isEqualTo("-ERR Number of keys can't be negative");
  }

  @Test
  void errorsTellTheFunctionAndTheLine() {
    load("\nreturn redis.call('INCR', keys[1], 1)");
    assertThat(client.send("FCALL", "F", "1", "k"))
        .isEqualTo(
            "-ERR Wrong number of args calling Redis command from script script: f, on"
                + " @user_function:4.");
  }

  @Test
  void globalsAreReadOnlyAndThoseOfScriptsAreNotThere() {
    load("x = 1");
    assertThat(client.send("FCALL", "f", "0")).contains("Attempt to modify a readonly table");
    load("return KEYS");
    assertThat(client.send("FCALL", "f", "0"))
        .contains("attempted to access nonexistent global variable 'KEYS'");
    load("return tostring(redis.register_function)");
    assertThat(client.send("FCALL", "f", "0")).isEqualTo("'nil'");
    assertThat(client.send("EVAL", "return tostring(redis.register_function)", "0"))
        .isEqualTo("'nil'");
  }

  @Test
  void localVariablesOfTheLibraryLiveOn() {
    load("local all = {}", "all[#all + 1] = args[1] return all");
    client.send("FCALL", "f", "0", "a");
    client.send("EVAL", "return 1", "0");
    assertThat(client.send("FCALL", "f", "0", "b")).isEqualTo("[a b]");
  }

  @Test
  void registeringIsForLoading() {
    load("local register = redis.register_function", "register('g', redis.log)");
    assertThat(client.send("FCALL", "f", "0"))
        .startsWith("-ERR redis.register_function can only be called on FUNCTION LOAD command");
    load("local early = redis", "return early.call('PING')");
    assertThat(client.send("FCALL", "f", "0"))
        .contains("attempted to access nonexistent global variable 'call'");
  }

  @Test
  void itRunsInTransactionsAndServesThoseWhoWait() {
    load("return redis.call('RPUSH', keys[1], 'x')");
    TestClient waiting = server.client();
    waiting.write("BLPOP", "l", "0");
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
    client.send("MULTI");
    client.send("FCALL", "f", "1", "l");
    assertThat(client.send("EXEC")).isEqualTo("[:1]");
    assertThat(waiting.read()).isEqualTo("[l x]");
  }

  @Test
  void itIsNotForScripts() {
    load("return redis.call('FCALL', 'f', 0)");
    assertThat(client.send("FCALL", "f", "0"))
        .startsWith("-ERR This Redis command is not allowed from script");
  }
}
