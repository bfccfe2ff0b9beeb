package io.miniredis.server.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What keyspace notifications tell of streams. */
class StreamEventsTest {
  private static final String END = "__keyevent_end";

  @RegisterExtension final TestServer server = new TestServer("notify-keyspace-events KEA");
  private TestClient client;
  private TestClient listener;

  @BeforeEach
  void connect() {
    client = server.client();
    listener = server.client();
    listener.send("PSUBSCRIBE", "__keyevent*");
    events("XADD s 1-0 a 1");
    events("XADD s 2-0 a 1");
    events("XGROUP CREATE s g 0");
  }

  /** The names of the events that a command makes. */
  private List<String> events(String line) {
    client.send(line.split(" "));
    client.send("PUBLISH", END, "x");
    List<String> names = new ArrayList<>();
    String message = listener.read();
    while (!message.contains(END)) {
      String channel = message.substring(0, message.lastIndexOf(' ')).replace("'", "");
      names.add(channel.substring(channel.lastIndexOf(':') + 1));
      message = listener.read();
    }
    return names;
  }

  @Test
  void entriesComeAndGo() {
    assertThat(events("XADD s MAXLEN 2 3-0 a 1")).containsExactly("xadd", "xtrim");
    assertThat(events("XTRIM s MAXLEN 2")).isEmpty();
    assertThat(events("XDEL s 2-0 3-0")).containsExactly("xdel");
    assertThat(events("XADD s * a 1")).containsExactly("xadd");
    assertThat(events("XADD s IDMP p m * a 1")).containsExactly("xadd");
    assertThat(events("XADD s IDMP p m * a 1")).isEmpty();
    assertThat(events("XCFGSET s IDMP-DURATION 5")).isEmpty();
    assertThat(events("XTRIM s MAXLEN 0 ACKED")).isEmpty();
    assertThat(events("XTRIM s MAXLEN 0 DELREF")).containsExactly("xtrim");
    assertThat(events("XSETID s 9999999999999-0")).containsExactly("xsetid");
  }

  @Test
  void deliveryIsToldOfNewConsumersAlone() {
    assertThat(events("XREADGROUP GROUP g c STREAMS s >")).containsExactly("xgroup-createconsumer");
    assertThat(events("XREADGROUP GROUP g c CLAIM 0 STREAMS s >")).isEmpty();
    assertThat(events("XNACK s g FAIL IDS 1 1-0")).isEmpty();
    assertThat(events("XCLAIM s g d 0 1-0")).containsExactly("xgroup-createconsumer");
    assertThat(events("XAUTOCLAIM s g d 0 0")).isEmpty();
    assertThat(events("XACK s g 1-0")).isEmpty();
    assertThat(events("XACKDEL s g IDS 2 1-0 2-0")).containsExactly("xdel");
    assertThat(events("XDELEX s IDS 1 2-0")).isEmpty();
    assertThat(events("XDELEX s IDS 2 1-0 2-0")).containsExactly("xdel");
  }

  @Test
  void groupsComeAndGo() {
    assertThat(events("XGROUP CREATE n g 0 MKSTREAM")).containsExactly("xgroup-create");
    assertThat(events("XGROUP SETID s g 1")).containsExactly("xgroup-setid");
    assertThat(events("XGROUP DELCONSUMER s g nobody")).isEmpty();
    assertThat(events("XGROUP DESTROY s g")).containsExactly("xgroup-destroy");
    assertThat(events("XGROUP DESTROY s g")).isEmpty();
  }
}
