package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DebugTest {
  @RegisterExtension final TestServer server = new TestServer("enable-debug-command local");

  @Test
  void isRefusedUnlessAllowed() {
    try (TestServer closed = new TestServer().start()) {
      assertThat(closed.client().send("DEBUG", "HELP"))
          .isEqualTo(
              "-ERR DEBUG command not allowed. If the enable-debug-command option is set to"
                  + " \"local\", you can run it from a local connection, otherwise you need to set"
                  + " this option in the configuration file, and then restart the server.");
    }
  }

  @Test
  void namesWhatItDoesNotKnow() {
    TestClient client = server.client();
    String error = "-ERR unknown subcommand or wrong number of arguments for '%s'. Try DEBUG HELP.";
    assertThat(client.send("DEBUG", "nope")).isEqualTo(error.formatted("nope"));
    assertThat(client.send("DEBUG", "sleep")).isEqualTo(error.formatted("sleep"));
    assertThat(client.send("DEBUG", "HELP", "x")).isEqualTo(error.formatted("HELP"));
    assertThat(client.send("DEBUG", "HELP")).contains("+OBJECT <key>");
  }

  @Test
  void tellsHowAValueIsRepresented() {
    TestClient client = server.client();
    client.send("SET", "s", "hello");
    server.advance(Duration.ofSeconds(3));
    assertThat(client.send("DEBUG", "OBJECT", "s"))
        .matches(
            "\\+Value at:0x[0-9a-f]{12} refcount:1 encoding:embstr serializedlength:[0-9]+"
                + " lru:[0-9]+ lru_seconds_idle:3");
    assertThat(client.send("DEBUG", "OBJECT", "absent")).isEqualTo("-ERR no such key");
    client.send("CONFIG", "SET", "list-max-listpack-size", "1");
    client.send("RPUSH", "l", "a", "b", "c");
    assertThat(client.send("DEBUG", "OBJECT", "l"))
        .contains("encoding:quicklist")
        .contains(" ql_nodes:3 ql_avg_node:1.00 ql_listpack_max:1 ql_compressed:0 ");
  }

  @Test
  void leavesExpiredKeysToThoseWhoLook() {
    TestClient client = server.client();
    client.send("DEBUG", "SET-ACTIVE-EXPIRE", "0");
    client.send("SET", "k", "v", "PX", "10");
    server.advance(Duration.ofMillis(20));
    server.tick();
    assertThat(client.send("DBSIZE")).isEqualTo(":1");
    client.send("DEBUG", "SET-ACTIVE-EXPIRE", "1");
    server.tick();
    assertThat(client.send("DBSIZE")).isEqualTo(":0");
  }

  @Test
  void repliesWithEveryTypeOfTheProtocol() {
    TestClient client = server.client();
    assertThat(client.send("DEBUG", "PROTOCOL", "double")).isEqualTo("3.141");
    assertThat(client.send("DEBUG", "PROTOCOL", "map")).isEqualTo("[:0 :0 :1 :1 :2 :0]");
    assertThat(client.send("DEBUG", "PROTOCOL", "push"))
        .isEqualTo("-ERR RESP2 is not supported by this command");
    client.resp3();
    assertThat(client.send("DEBUG", "PROTOCOL", "string")).isEqualTo("'Hello World'");
    assertThat(client.send("DEBUG", "PROTOCOL", "integer")).isEqualTo(":12345");
    assertThat(client.send("DEBUG", "PROTOCOL", "double")).isEqualTo(",3.141");
    assertThat(client.send("DEBUG", "PROTOCOL", "bignum"))
        .isEqualTo("(1234567999999999999999999999999999999");
    assertThat(client.send("DEBUG", "PROTOCOL", "null")).isEqualTo("nil");
    assertThat(client.send("DEBUG", "PROTOCOL", "array")).isEqualTo("[:0 :1 :2]");
    assertThat(client.send("DEBUG", "PROTOCOL", "set")).isEqualTo("~[:0 :1 :2]");
    assertThat(client.send("DEBUG", "PROTOCOL", "map")).isEqualTo("{:0 #f :1 #t :2 #f}");
    assertThat(client.send("DEBUG", "PROTOCOL", "verbatim"))
        .isEqualTo("=txt:This is a verbatim\nstring");
    assertThat(client.send("DEBUG", "PROTOCOL", "true")).isEqualTo("#t");
    assertThat(client.send("DEBUG", "PROTOCOL", "false")).isEqualTo("#f");
    assertThat(client.send("DEBUG", "PROTOCOL", "attrib"))
        .isEqualTo("|{key-popularity [key:123 :90]} 'Some real reply following the attribute'");
    assertThat(client.send("DEBUG", "PROTOCOL", "push"))
        .isEqualTo("'Some real reply following the push reply'");
    assertThat(client.read()).isEqualTo(">[server-cpu-usage :42]");
    assertThat(client.send("DEBUG", "PROTOCOL", "nope")).startsWith("-ERR Wrong protocol type");
  }

  @Test
  void repliesWithErrorsThatAreNotCounted() {
    TestClient client = server.client();
    assertThat(client.send("DEBUG", "ERROR", "MINE two\r\nlines")).isEqualTo("-MINE two  lines");
    assertThat(client.send("INFO", "errorstats")).doesNotContain("MINE");
  }

  @Test
  void writesToTheLog() {
    server.client().send("DEBUG", "LOG", "one\r\ntwo");
    assertThat(TestLogs.takeWarnings()).singleElement().asString().endsWith("DEBUG LOG: one  two");
  }

  @Test
  void beginsAnotherHistory() {
    TestClient client = server.client();
    String before = client.send("INFO", "replication");
    client.send("DEBUG", "CHANGE-REPL-ID");
    assertThat(client.send("INFO", "replication")).isNotEqualTo(before);
  }

  @Test
  void makesKeys() {
    TestClient client = server.client();
    client.send("SET", "p:1", "mine");
    assertThat(client.send("DEBUG", "POPULATE", "3", "p", "9")).isEqualTo("+OK");
    assertThat(client.send("MGET", "p:0", "p:1", "p:2"))
        .isEqualTo("[value:0\0\0 mine value:2\0\0]");
    assertThat(client.send("DEBUG", "POPULATE", "-1"))
        .isEqualTo("-ERR value is out of range, must be positive");
  }

  @Test
  void tellsOfHashTables() {
    TestClient client = server.client();
    client.send("SET", "k", "v");
    assertThat(client.send("DEBUG", "HTSTATS", "0"))
        .contains("[Dictionary HT]\nHash table 0 stats (main hash table):\n table size: ")
        .contains(" number of elements: 1\n[Expires HT]\n");
    assertThat(client.send("DEBUG", "HTSTATS", "16")).isEqualTo("-ERR Out of range database");
    assertThat(client.send("DEBUG", "HTSTATS-KEY", "absent")).isEqualTo("-ERR no such key");
    assertThat(client.send("DEBUG", "HTSTATS-KEY", "k"))
        .isEqualTo(
            "-ERR The value stored at the specified key is not represented using an hash table");
    client.send("SADD", "s", "x".repeat(100));
    assertThat(client.send("DEBUG", "HTSTATS-KEY", "s")).contains("number of elements: 1");
  }

  @Test
  void doesNotCrashOnRequest() {
    TestClient client = server.client();
    assertThat(client.send("DEBUG", "SEGFAULT"))
        .isEqualTo("-ERR DEBUG SEGFAULT is refused: this server does not crash on request");
    assertThat(client.send("DEBUG", "PANIC")).startsWith("-ERR DEBUG PANIC is refused");
    assertThat(client.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void takesKnobsThatItLacks() {
    TestClient client = server.client();
    assertThat(client.send("DEBUG", "QUICKLIST-PACKED-THRESHOLD", "200b")).isEqualTo("+OK");
    assertThat(client.send("DEBUG", "QUICKLIST-PACKED-THRESHOLD", "5gb"))
        .isEqualTo("-ERR argument must be a memory value bigger than 1 and smaller than 4gb");
    assertThat(client.send("DEBUG", "REPLYBUFFER", "RESIZING", "0")).isEqualTo("+OK");
    assertThat(client.send("DEBUG", "REPLYBUFFER", "PEAK-RESET-TIME", "NEVER")).isEqualTo("+OK");
    assertThat(client.send("DEBUG", "REPLYBUFFER", "PEAK-RESET-TIME", "x"))
        .isEqualTo("-ERR value is not an integer or out of range");
  }
}
