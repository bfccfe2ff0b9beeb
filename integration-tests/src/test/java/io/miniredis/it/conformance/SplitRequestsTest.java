package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A pipeline that arrives in two parts, cut at any byte, is answered as if it came at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplitRequestsTest {
  private static final String PIPELINE =
      "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\na\r\nbc\r\n"
          + "GET k\r\n"
          + "*0\r\n"
          + "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n"
          + "\r\n"
          + "ECHO \"in\\x20line\"\r\n"
          + "*1\r\n$6\r\nNOSUCH\r\n"
          + "*4\r\n$4\r\nHSET\r\n$1\r\nh\r\n$1\r\nf\r\n$12\r\n*1\r\n$4\r\nPING\r\n"
          + "*2\r\n$7\r\nHGETALL\r\n$1\r\nh\r\n"
          + "PING\n"
          + "*1\r\n:4\r\n";

  private ServerPair servers;
  private String expected = "";

  @BeforeAll
  void askTheRealServerAtOnce() throws IOException {
    servers = ServerPair.start();
    try (Wire wire = new Wire(servers.real().port())) {
      wire.sendRaw(PIPELINE);
      expected = everything(wire);
    }
    assertThat(expected).endsWith("-ERR Protocol error: expected '$', got ':'\r\n");
  }

  @AfterAll
  void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void isAnsweredAsIfItCameAtOnce() throws IOException {
    try (Wire other = new Wire(servers.ours().port())) {
      for (int cut = 1; cut < PIPELINE.length(); cut++) {
        other.call("FLUSHALL");
        try (Wire wire = new Wire(servers.ours().port())) {
          wire.sendRaw(PIPELINE.substring(0, cut));
          other.call("PING"); // gives the server time to read the first part alone
          wire.sendRaw(PIPELINE.substring(cut));
          assertThat(everything(wire)).as("cut after %d bytes", cut).isEqualTo(expected);
        }
      }
    }
  }

  private static String everything(Wire wire) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      out.append(wire.read().raw());
    }
    assertThat(wire.closes()).isTrue();
    return out.toString();
  }
}
