package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.Durability;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not on the disk yet is not spoken of, whatever the way of a reply is. */
class HeldRepliesTest {
  @RegisterExtension final TestServer server = new TestServer();

  private final Disk disk = new Disk();

  private static final class Disk implements Durability.Progress {
    volatile long position;
    volatile long durable;

    @Override
    public boolean matters() {
      return true;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public long durable() {
      return durable;
    }
  }

  @BeforeEach
  void nothingIsOnTheDisk() {
    server.engine().durability().follow(disk);
    disk.position = 1;
  }

  @AfterEach
  void everythingIs() {
    letGo();
  }

  private void letGo() {
    disk.durable = disk.position;
    server.engine().durability().progressed();
  }

  /** Whether nothing comes, also when the loop has been through everything twice since. */
  private boolean getsNothing(TestClient client) {
    for (int i = 0; i < 2; i++) {
      long before = calls();
      server.client().write("PING");
      TestServer.await("a command has run", () -> calls() > before);
    }
    return !client.hasInput();
  }

  private long calls() {
    return server.engine().commandStats().totalCalls();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SET k v", "GET k", "EVAL return(1) 0", "SUBSCRIBE c", "ECHO x", "PUBLISH c m"})
  void aReplyWaits(String command) {
    TestClient client = server.client();
    client.write(command.split(" "));
    assertThat(getsNothing(client)).isTrue();
    letGo();
    assertThat(client.read()).isNotNull();
  }

  @Test
  void aPipelineWaitsAndGoesOnInOrder() {
    TestClient client = server.client();
    List<String> sent = java.util.stream.IntStream.range(0, 3000).mapToObj(i -> "" + i).toList();
    sent.forEach(text -> client.write("ECHO", text));
    assertThat(getsNothing(client)).isTrue();
    letGo();
    assertThat(client.readMany(sent.size())).isEqualTo(sent);
  }

  @Test
  void theAnswerToWhoWaitedWaits() {
    TestClient waiting = server.client();
    waiting.write("BLPOP", "l", "0");
    getsNothing(waiting);
    TestClient other = server.client();
    other.write("RPUSH", "l", "x");
    assertThat(getsNothing(waiting)).isTrue();
    assertThat(getsNothing(other)).isTrue();
    letGo();
    assertThat(waiting.read()).isEqualTo("[l x]");
    assertThat(other.read()).isEqualTo(":1");
  }

  @Test
  void aConnectionThatIsToCloseClosesBehindItsReplies() {
    TestClient client = server.client();
    client.write("SET", "k", "v");
    client.write("QUIT");
    assertThat(getsNothing(client)).isTrue();
    letGo();
    assertThat(client.readMany(2)).containsExactly("+OK", "+OK");
    assertThat(client.readToEnd()).isEmpty();
  }
}
