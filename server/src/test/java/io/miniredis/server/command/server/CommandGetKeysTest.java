package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommandGetKeysTest {
  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void findsTheKeys() {
    assertThat(keys("GET a")).isEqualTo("[a]");
    assertThat(keys("mset a 1 b 2")).isEqualTo("[a b]");
    assertThat(keys("ZUNIONSTORE d 2 a b WEIGHTS 1 2")).isEqualTo("[d a b]");
    assertThat(keys("OBJECT ENCODING k")).isEqualTo("[k]");
  }

  @Test
  void checksCommandThenKeysThenArityThenArguments() {
    assertThat(keys("nope a")).isEqualTo("-ERR Invalid command specified");
    assertThat(keys("OBJECT nope a")).isEqualTo("-ERR Invalid command specified");
    assertThat(keys("PING a b c")).isEqualTo("-ERR The command has no key arguments");
    assertThat(keys("GET a b")).isEqualTo("-ERR Invalid number of arguments specified for command");
    assertThat(keys("ZUNION 0 a")).isEqualTo("-ERR Invalid arguments specified for command");
    assertThat(keys("ZUNION x a")).isEqualTo("-ERR Invalid arguments specified for command");
    assertThat(keys("ZUNIONSTORE d 9 a")).isEqualTo("-ERR Invalid arguments specified for command");
  }

  @Test
  void tellsWhatIsDoneToThem() {
    assertThat(flags("DEL a b")).isEqualTo("[[a [+RM +delete]] [b [+RM +delete]]]");
    assertThat(flags("ZUNIONSTORE d 1 a")).isEqualTo("[[d [+OW +update]] [a [+RO +access]]]");
  }

  @Test
  void tellsWhatIsDoneByOptions() {
    assertThat(flags("SET a 1 EX 10")).isEqualTo("[[a [+OW +update]]]");
    assertThat(flags("SET a 1 EX 10 get")).isEqualTo("[[a [+RW +access +update]]]");
  }

  private String keys(String command) {
    return server.client().send(("COMMAND GETKEYS " + command).split(" "));
  }

  private String flags(String command) {
    return server.client().send(("COMMAND GETKEYSANDFLAGS " + command).split(" "));
  }
}
