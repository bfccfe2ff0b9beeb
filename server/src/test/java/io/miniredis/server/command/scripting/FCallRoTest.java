package io.miniredis.server.command.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What functions and scripts say of themselves, and where that counts. */
class FCallRoTest {
  private static final String LIBRARY =
      """
      #!lua name=lib
      local function set() return redis.call('SET', 'k', 'v') end
      redis.register_function('writes', set)
      redis.register_function{
        function_name = 'lies', callback = set, flags = {'no-writes'}}
      redis.register_function{
        function_name = 'oom', callback = set, flags = {'allow-oom'}}
      redis.register_function{
        function_name = 'reads', callback = function() return redis.call('GET', 'k') end,
        flags = {'no-writes'}}
      """;
  private static final String OOM = "-OOM command not allowed when used memory > 'maxmemory'.";

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void load() {
    client = server.client();
    client.send("FUNCTION", "LOAD", LIBRARY);
  }

  private String call(String name) {
    return client.send("FCALL", name, "0");
  }

  private String callReadOnly(String name) {
    return client.send("FCALL_RO", name, "0");
  }

  @Test
  void onlyForThoseWhichSayThatTheyDoNotWrite() {
    assertThat(callReadOnly("reads")).isEqualTo("nil");
    assertThat(callReadOnly("writes"))
        .isEqualTo("-ERR Can not execute a script with write flag using *_ro command.");
    assertThat(client.send("EVAL_RO", "#!lua\nreturn 1", "0"))
        .isEqualTo("-ERR Can not execute a script with write flag using *_ro command.");
    assertThat(client.send("EVAL_RO", "return 1", "0")).isEqualTo(":1");
  }

  @Test
  void theseMustNotWriteThen() {
    String error =
        "-ERR Write commands are not allowed from read-only scripts. script: lies, on"
            + " @user_function:2.";
    assertThat(callReadOnly("lies")).isEqualTo(error);
    assertThat(call("lies")).isEqualTo(error);
  }

  @Test
  void withoutMemoryThoseRunThatSayThatTheyMay() {
    client.send("CONFIG", "SET", "maxmemory", "1");
    assertThat(call("writes")).isEqualTo(OOM);
    assertThat(call("reads")).isEqualTo("nil");
    assertThat(call("oom")).isEqualTo("+OK");
    assertThat(call("nosuch")).isEqualTo("-ERR Function not found");
    assertThat(client.send("EVAL", "#!lua\nreturn 1", "0")).isEqualTo(OOM);
    assertThat(client.send("EVAL", "#!lua flags=allow-oom\nreturn 1", "0")).isEqualTo(":1");
    assertThat(client.send("EVAL", "return 1", "0")).isEqualTo(":1");
    String sha = client.send("SCRIPT", "LOAD", "#!lua\nreturn 2");
    assertThat(client.send("EVALSHA", sha, "0")).isEqualTo(OOM);
  }

  @Test
  void whatTransactionsQueueIsRefusedAtOnce() {
    client.send("CONFIG", "SET", "maxmemory", "1");
    client.send("MULTI");
    assertThat(call("writes")).isEqualTo(OOM);
    assertThat(client.send("EXEC")).startsWith("-EXECABORT ");
    client.send("MULTI");
    assertThat(call("oom")).isEqualTo("+QUEUED");
    assertThat(client.send("EXEC")).isEqualTo("[+OK]");
  }

  @Test
  void aPauseOfWritesHoldsThoseThatMayWrite() {
    TestClient other = server.client();
    client.send("CLIENT", "PAUSE", "60000", "WRITE");
    assertThat(call("reads")).isEqualTo("nil");
    assertThat(client.send("EVAL", "#!lua flags=no-writes\nreturn 1", "0")).isEqualTo(":1");
    other.write("FCALL", "writes", "0");
    TestServer.await("it is held", () -> server.engine().pausing().held() == 1);
    TestClient third = server.client();
    third.write("EVAL", "return 3", "0");
    TestServer.await("both are held", () -> server.engine().pausing().held() == 2);
    assertThat(client.send("CLIENT", "UNPAUSE")).isEqualTo("+OK");
    assertThat(other.read()).isEqualTo("+OK");
    assertThat(third.read()).isEqualTo(":3");
  }
}
