package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** When the server ends it is checked that its accounts of memory and expiries add up. */
class DebugReloadTest {
  @TempDir Path directory;

  @RegisterExtension
  final TestServer server =
      new TestServer("enable-debug-command yes", "enable-protected-configs yes");

  private TestClient client;

  @BeforeEach
  void begin() {
    client = server.client();
    client.send("CONFIG", "SET", "dir", directory.toString());
    client.pipeline(
        "SET k v PX 5000",
        "RPUSH l a b",
        "HSET h f 1 g 2",
        "HPEXPIRE h 9000 FIELDS 1 f",
        "Q.PUT q job DELAY 7000",
        "XADD s 1-1 a b",
        "SELECT 3",
        "ZADD z 1.5 a",
        "SELECT 0");
  }

  @Test
  void allComesBack() {
    String digest = client.send("DEBUG", "DIGEST");
    assertThat(client.send("DEBUG", "RELOAD")).isEqualTo("+OK");
    assertThat(client.send("DEBUG", "DIGEST")).isEqualTo(digest);
    assertThat(client.send("PTTL", "k")).isEqualTo(":5000");
    assertThat(client.send("HPTTL", "h", "FIELDS", "1", "f")).isEqualTo("[:9000]");
  }

  @Test
  void timesGoOn() {
    client.send("DEBUG", "RELOAD");
    server.advance(java.time.Duration.ofMillis(9001));
    assertThat(client.send("EXISTS", "k")).isEqualTo(":0");
    assertThat(client.send("HGETALL", "h")).isEqualTo("[g 2]");
    assertThat(client.send("Q.GET", "q", "NOWAIT")).contains("job");
  }

  @Test
  void aFileOfBeforeReplacesWhatIsThereOrIsAddedToIt() {
    client.send("SAVE");
    client.pipeline("SET k other", "SET new 1", "DEL l");
    assertThat(client.send("DEBUG", "RELOAD", "NOSAVE", "NOFLUSH", "MERGE")).isEqualTo("+OK");
    assertThat(client.send("MGET", "k", "new")).isEqualTo("[v 1]");
    assertThat(client.send("DEBUG", "RELOAD", "nosave")).isEqualTo("+OK");
    assertThat(client.send("EXISTS", "k", "new", "l")).isEqualTo(":2");
  }

  @Test
  void keysThatAreThereAlreadyAreAnErrorUnlessTheyAreMerged() {
    client.send("SAVE");
    assertThat(client.send("DEBUG", "RELOAD", "NOSAVE", "NOFLUSH"))
        .isEqualTo("-ERR Error trying to load the RDB dump, check server logs.");
    assertThat(TestLogs.takeWarnings()).anyMatch(line -> line.contains("came before this already"));
    assertThat(client.send("DEBUG", "RELOAD", "WHAT"))
        .isEqualTo("-ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.");
  }
}
