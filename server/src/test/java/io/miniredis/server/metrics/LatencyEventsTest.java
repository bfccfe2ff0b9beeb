package io.miniredis.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.metrics.LatencyEvents.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyEventsTest {
  private final LatencyEvents events = new LatencyEvents();

  private List<Sample> samples(String event) {
    LatencyEvents.History history = events.history(event);
    return history == null ? List.of() : history.samples();
  }

  @Test
  void ofASecondTheWorstIsRemembered() {
    events.add("command", 7, 20);
    events.add("command", 7, 30);
    events.add("command", 7, 10);
    events.add("command", 8, 5);
    assertThat(samples("command")).containsExactly(new Sample(7, 30), new Sample(8, 5));
  }

  @Test
  void theWorstEverIsRememberedWhenItsSampleIsGone() {
    events.add("command", 0, 500);
    for (int i = 1; i <= LatencyEvents.SAMPLES; i++) {
      events.add("command", i, i);
    }
    assertThat(samples("command")).hasSize(LatencyEvents.SAMPLES).startsWith(new Sample(1, 1));
    assertThat(samples("command")).endsWith(new Sample(160, 160));
    assertThat(events.all()).first().returns(500L, LatencyEvents.History::maxMillis);
  }

  @Test
  void kindsAreToldByName() {
    events.add("fork", 1, 1);
    events.add("command", 1, 1);
    assertThat(events.all())
        .extracting(LatencyEvents.History::event)
        .containsExactly("command", "fork");
  }

  @Test
  void oneKindCanBeForgotten() {
    events.add("fork", 1, 1);
    assertThat(events.forget("fork")).isTrue();
    assertThat(events.forget("fork")).isFalse();
    assertThat(events.history("fork")).isNull();
  }
}
