package io.miniredis.server.command.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.scripting.Scripting;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvalShaTest {
  private static final String SHA = "e0e1f9fabfc9d4800c877a703b823ac0578ff8db"; // of "return 1"
  private static final String UNKNOWN = "-NOSCRIPT No matching script. Please use EVAL.";

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void runsWhatEvalOrLoadHasBrought() {
    assertThat(client.send("EVALSHA", SHA, "0")).isEqualTo(UNKNOWN);
    assertThat(client.send("EVAL", "return 1", "0")).isEqualTo(":1");
    assertThat(client.send("EVALSHA", SHA, "0")).isEqualTo(":1");
    assertThat(client.send("EVALSHA", SHA.toUpperCase(java.util.Locale.ROOT), "0")).isEqualTo(":1");
    assertThat(client.send("EVALSHA_RO", SHA, "0")).isEqualTo(":1");
    assertThat(client.send("SCRIPT", "FLUSH")).isEqualTo("+OK");
    assertThat(client.send("EVALSHA", SHA, "0")).isEqualTo(UNKNOWN);
  }

  @Test
  void aTextThatIsNoShaIsToldBeforeTheNumberOfKeys() {
    assertThat(client.send("EVALSHA", "short", "x")).isEqualTo(UNKNOWN);
    assertThat(client.send("EVALSHA", SHA, "x"))
        .isEqualTo("-ERR value is not an integer or out of range");
  }

  @Test
  void scriptsThatOnlyEvalBroughtMakeRoomForOthers() {
    client.send("SCRIPT", "LOAD", "return 'kept'");
    client.send("EVAL", "return 1", "0");
    for (int i = 0; i < 499; i++) {
      client.send("EVAL", "return 'script " + i + "'", "0");
    }
    assertThat(client.send("SCRIPT", "EXISTS", SHA)).isEqualTo("[:1]");
    client.send("EVAL", "return 'one more'", "0");
    assertThat(client.send("SCRIPT", "EXISTS", SHA)).isEqualTo("[:0]");
    assertThat(Scripting.of(server.engine()).scripts()).isEqualTo(501);
    assertThat(Scripting.of(server.engine()).evicted()).isEqualTo(1);
  }
}
