package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.History.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static Operation op(int client, long begun, long ended, String reply, String... command) {
    return new Operation(client, List.of(command), reply, begun, ended);
  }

  private static Set<Map<String, String>> outcomes(Operation... operations) {
    return new History(List.of(operations)).outcomes(Map.of());
  }

  @Test
  void whatHappensTogetherMayHaveHappenedInAnyOrder() {
    assertThat(outcomes(op(2, 1, 9, "+OK", "SET", "a", "1"), op(1, 2, 8, "+OK", "SET", "a", "2")))
        .containsExactlyInAnyOrder(Map.of("a", "1"), Map.of("a", "2"));
    assertThat(outcomes(op(2, 1, 9, "+OK", "SET", "a", "1"), op(1, 2, 8, "1", "GET", "a")))
        .hasSize(1);
    assertThat(outcomes(op(2, 1, 9, "+OK", "SET", "a", "1"), op(1, 2, 8, "nil", "GET", "a")))
        .hasSize(1);
  }

  @Test
  void whatHadEndedComesFirst() {
    assertThat(outcomes(op(2, 1, 2, "+OK", "SET", "a", "1"), op(1, 3, 4, "nil", "GET", "a")))
        .isEmpty();
    assertThat(outcomes(op(2, 1, 2, ":1", "INCR", "a"), op(1, 1, 2, ":1", "INCR", "a"))).isEmpty();
  }

  @Test
  void halfOfACommandIsNoState() {
    assertThat(
            outcomes(
                op(2, 1, 9, "+OK", "MSET", "a", "1", "b", "1"),
                op(1, 2, 8, "[1 nil]", "MGET", "a", "b")))
        .isEmpty();
  }

  @Test
  void aPipelineHappensInItsOrder() {
    assertThat(outcomes(op(1, 1, 9, "+OK", "SET", "a", "1"), op(1, 1, 9, "+OK", "SET", "a", "2")))
        .containsExactly(Map.of("a", "2"));
    assertThat(
            outcomes(
                op(1, 1, 9, "+OK", "SET", "a", "1"),
                op(1, 1, 9, "2", "GET", "a"),
                op(2, 1, 9, "+OK", "SET", "a", "2"),
                op(2, 1, 9, "2", "GET", "a")))
        .containsExactly(Map.of("a", "2"));
  }
}
