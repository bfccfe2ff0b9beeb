package io.miniredis.server.command.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.metrics.LatencyEvents;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LatencyTest {
  private static final long SECOND = TestServer.START / 1000;

  @RegisterExtension final TestServer server = new TestServer("latency-monitor-threshold 100");
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private LatencyEvents events() {
    return server.engine().observing().latencies();
  }

  @Test
  void nothingHasTakenLong() {
    assertThat(client.send("LATENCY", "LATEST")).isEqualTo("[]");
    assertThat(client.send("LATENCY", "HISTORY", "command")).isEqualTo("[]");
    assertThat(client.send("LATENCY", "RESET")).isEqualTo(":0");
    assertThat(client.send("LATENCY", "DOCTOR"))
        .isEqualTo("'Nothing has taken 100 ms or longer. Good!\n'");
  }

  @Test
  void whatTookLongIsTold() {
    events().add("command", SECOND - 3, 200);
    events().add("command", SECOND, 150);
    events().add("expire-cycle", SECOND, 120);
    assertThat(client.send("LATENCY", "LATEST"))
        .isEqualTo(
            "[[command :%d :150 :200] [expire-cycle :%d :120 :120]]".formatted(SECOND, SECOND));
    assertThat(client.send("LATENCY", "HISTORY", "command"))
        .isEqualTo("[[:%d :200] [:%d :150]]".formatted(SECOND - 3, SECOND));
    assertThat(client.send("LATENCY", "DOCTOR"))
        .contains(
            "1. command: in 2 seconds (mean 175 ms, mean deviation 25 ms, every 3.00 seconds)")
        .contains("2. expire-cycle", "SLOWLOG GET", "active-expire-effort");
  }

  @Test
  void aPictureShowsWhen() {
    events().add("command", SECOND - 3600, 100);
    events().add("command", SECOND - 125, 200);
    events().add("command", SECOND - 12, 300);
    assertThat(client.send("LATENCY", "GRAPH", "command"))
        .isEqualTo(
            "'command - high 300 ms, low 100 ms (all time high 300 ms)\n"
                + "-".repeat(80)
                + "\n  #\n _|\n ||\n_||\n\n121\nhm2\n  s\n'");
    assertThat(client.send("LATENCY", "GRAPH", "fork"))
        .isEqualTo("-ERR No samples available for event 'fork'");
  }

  @Test
  void aPictureOfEqualsIsFull() {
    events().add("command", SECOND, 100);
    assertThat(client.send("LATENCY", "GRAPH", "command")).contains("\n#\n|\n|\n|\n\n0\ns\n");
  }

  @Test
  void kindsCanBeForgotten() {
    events().add("command", SECOND, 200);
    events().add("fork", SECOND, 200);
    assertThat(client.send("LATENCY", "RESET", "fork", "nosuch", "fork")).isEqualTo(":1");
    assertThat(client.send("LATENCY", "RESET")).isEqualTo(":1");
    assertThat(client.send("LATENCY", "LATEST")).isEqualTo("[]");
  }

  @Test
  void commandsTellTheirCalls() {
    client.send("CONFIG", "RESETSTAT");
    client.pipeline("SET k v", "GET k", "GET k", "GET");
    assertThat(client.send("LATENCY", "HISTOGRAM", "GET", "nosuch", "lpush"))
        .isEqualTo("[get [calls :2 histogram_usec [:1 :2]]]");
    assertThat(client.send("LATENCY", "HISTOGRAM", "config"))
        .isEqualTo("[config|resetstat [calls :1 histogram_usec [:1 :1]]]");
    assertThat(client.resp3().send("LATENCY", "HISTOGRAM", "set"))
        .isEqualTo("{set {calls :1 histogram_usec {:1 :1}}}");
    assertThat(client.send("LATENCY", "HISTOGRAM")).contains("set ", "get ", "latency|histogram ");
  }

  @Test
  void theDoctorTellsHowToBegin() {
    client.send("CONFIG", "SET", "latency-monitor-threshold", "0");
    assertThat(client.send("LATENCY", "DOCTOR")).contains("latency-monitor-threshold");
  }
}
