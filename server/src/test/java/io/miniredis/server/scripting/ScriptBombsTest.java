package io.miniredis.server.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.MiniRedis;
import io.miniredis.server.testing.TestClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scripts that want too much of a server with one event loop: each ends with an error, by a quota
 * or because somebody ends it, and another client is answered all the time.
 */
class ScriptBombsTest {
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(5); // on a busy machine

  private MiniRedis server;
  private TestClient client;
  private TestClient other;

  @BeforeEach
  void start() {
    server =
        MiniRedis.builder()
            .port(0)
            .config("io-threads", "1")
            .config("busy-reply-threshold", "50")
            .start();
    client = new TestClient("127.0.0.1", server.port());
    other = new TestClient("127.0.0.1", server.port());
    other.send("SET", "canary", "alive");
  }

  @AfterEach
  void stop() {
    client.close();
    other.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // that do not end
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "string.find(string.rep('(', 1e6), '%b()')",
        "string.find(string.rep('a', 1e6), '.-.-.-.-b')",
        "string.gsub(string.rep('a', 1e6), '[' .. string.rep('b', 1e5) .. ']', '')",
        "coroutine.wrap(function() while true do end end)()",
        "while true do redis.pcall('GET') end",
        "while true do cjson.decode('[' .. string.rep('1,', 1e5) .. '1]') end",
        "local s = string.rep('x', 1e6) while true do local t = s .. 'y' end",
        // that take too much
        "return string.rep('x', 2 ^ 31 - 1)",
        "local s = 'x' while true do s = s .. s end",
        "return string.format('%999999999d', 1)",
        "return table.concat({}, 'x', 1, 2 ^ 31 - 1)",
        "redis.call('SETRANGE', KEYS[1], 536870911, 'x') local t = {}"
            + " while true do t[#t + 1] = redis.call('GET', KEYS[1]) end",
        "redis.call('SET', KEYS[1], string.rep('x', 1e6)) local a = {}"
            + " for i = 1, 7000 do a[i] = KEYS[1] end return redis.call('MGET', unpack(a))",
        "local s = string.rep('x', 1e6) local t = {} for i = 1, 1e5 do t[i] = s end return t",
        // that nest too deep
        "local function f() return 1 + f() end return f()",
        "return setmetatable({}, {__index = function(t, k) return t[k] end}).x",
        "local a, b = {}, {} setmetatable(a, {__newindex = b}) setmetatable(b, {__newindex = a}) a.x = 1",
        "local function f() return coroutine.wrap(f)() end return f()",
        "return cjson.decode(string.rep('[', 1e6))",
        "return cmsgpack.unpack(string.rep('\\145', 1e6))",
        "return loadstring('return ' .. string.rep('(', 1e6))()",
        "return loadstring(string.rep('do ', 1e6))()",
        "return string.find(string.rep('a', 1e6), string.rep('a?', 1e6))"
      })
  void aScriptThatWantsTooMuchFailsAndOthersAreServed(String script) {
    CompletableFuture<String> reply =
        CompletableFuture.supplyAsync(() -> client.send("EVAL", script, "1", "key"));
    long longest = 0;
    int answers = 0;
    while (!reply.isDone() || answers == 0) {
      long begin = System.nanoTime();
      String answer = other.send("GET", "canary");
      longest = Math.max(longest, System.nanoTime() - begin);
      answers++;
      if (answer.startsWith("-BUSY") && answers > 20) {
        assertThat(other.send("SCRIPT", "KILL")).matches("\\+OK|-NOTBUSY.*|-UNKILLABLE.*");
      } else {
        assertThat(answer).matches("alive|-BUSY.*");
      }
    }
    assertThat(reply.join()).startsWith("-").doesNotContain("internal error");
    assertThat(longest).as("nanoseconds that an answer took").isLessThan(LONGEST_WAIT);
    assertThat(other.send("GET", "canary")).isEqualTo("alive");
    assertThat(client.send("EVAL", "return redis.call('GET', 'canary')", "0")).isEqualTo("alive");
  }
}
