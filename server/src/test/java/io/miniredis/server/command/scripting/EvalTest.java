package io.miniredis.server.command.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvalTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private String eval(String script, String... keysAndArgs) {
    String[] words = new String[keysAndArgs.length + 2];
    words[0] = "EVAL";
    words[1] = script;
    System.arraycopy(keysAndArgs, 0, words, 2, keysAndArgs.length);
    return client.send(words);
  }

  @Test
  void valuesBecomeReplies() {
    assertThat(
            eval("return {1.9, 'x', true, {ok = 'fine'}, {err = 'BAD text'}, false, nil, 3}", "0"))
        .isEqualTo("[:1 x :1 +fine -BAD text nil]");
    assertThat(eval("return {double = 1.5}", "0")).isEqualTo("1.5");
    assertThat(client.resp3().send("EVAL", "return {double = 1.5}", "0")).isEqualTo(",1.5");
    assertThat(client.send("EVAL", "return {map = {a = 1}}", "0")).isEqualTo("{a :1}");
  }

  @Test
  void repliesBecomeValues() {
    client.pipeline("SET k v", "RPUSH l a b", "HSET h f w");
    assertThat(eval("return redis.call('GET', KEYS[1])", "1", "k")).isEqualTo("v");
    assertThat(eval("return tostring(redis.call('GET', KEYS[1]))", "1", "none")).isEqualTo("false");
    assertThat(eval("return redis.call('LRANGE', KEYS[1], 0, -1)[2]", "1", "l")).isEqualTo("b");
    assertThat(eval("redis.setresp(3) return redis.call('HGETALL', KEYS[1]).map.f", "1", "h"))
        .isEqualTo("w");
    assertThat(eval("return redis.call('PING').ok", "0")).isEqualTo("PONG");
  }

  @Test
  void errorsTellTheScriptAndTheLine() {
    assertThat(eval("\nreturn redis.call('INCR', KEYS[1], 1)", "1", "k"))
        .matches(
            "-ERR Wrong number of args calling Redis command from script script: \\w{40}, on @user_script:2\\.");
    assertThat(eval("return nosuch", "0"))
        .startsWith(
            "-ERR user_script:1: Script attempted to access nonexistent global variable 'nosuch' script: ");
    assertThat(eval("x = 1", "0"))
        .startsWith("-ERR user_script:1: Attempt to modify a readonly table script: ");
    assertThat(eval("return redis.pcall('NOSUCH').err", "0"))
        .isEqualTo("'ERR Unknown Redis command called from script'");
    assertThat(eval("return 1 1", "0"))
        .isEqualTo(
            "-ERR Error compiling script (new function): user_script:1: '<eof>' expected near '1'");
  }

  @Test
  void theNumberOfKeysIsCheckedBeforeTheScript() {
    assertThat(eval("return =", "x")).isEqualTo("-ERR value is not an integer or out of range");
    assertThat(eval("return =", "1"))
        .isEqualTo("-ERR Number of keys can't be greater than number of args");
    assertThat(eval("return =", "-1")).isEqualTo("-ERR Number of keys can't be negative");
  }

  @Test
  void whatItChangesServesThoseWhoWait() {
    TestClient waiting = server.client();
    waiting.write("BLPOP", "l", "0");
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
    assertThat(
            eval("redis.call('RPUSH', KEYS[1], 'a') return redis.call('LLEN', KEYS[1])", "1", "l"))
        .isEqualTo(":1");
    assertThat(waiting.read()).isEqualTo("[l a]");
  }

  @Test
  void aDatabaseThatItSelectsIsItsOwn() {
    eval("redis.call('SELECT', 3) redis.call('SET', 'k', 'v')", "0");
    assertThat(client.send("EXISTS", "k")).isEqualTo(":0");
    client.send("SELECT", "3");
    assertThat(client.send("GET", "k")).isEqualTo("v");
  }

  @Test
  void commandsOfAPipelineKeepTheirOrder() {
    assertThat(
            client.pipeline(
                "SET n 1",
                "EVAL return(redis.call('incr','n')) 0",
                "INCR n",
                "EVAL return(redis.call('incr','n')) 0",
                "GET n"))
        .containsExactly("+OK", ":2", ":3", ":4", "4");
  }

  @Test
  void whatBlocksAnswersAtOnce() {
    assertThat(eval("return tostring(redis.call('BLPOP', KEYS[1], 0))", "1", "none"))
        .isEqualTo("false");
  }

  @Test
  void whoMonitorsSeesWhatItCalls() {
    TestClient monitor = server.client();
    assertThat(monitor.send("MONITOR")).isEqualTo("+OK");
    eval("redis.call('SET', KEYS[1], 'v')", "1", "k");
    assertThat(monitor.read()).contains("\"EVAL\"");
    assertThat(monitor.read()).contains("[0 lua] \"SET\" \"k\" \"v\"");
  }
}
