package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private final Deadlines deadlines = new Deadlines();
  private final List<String> done = new ArrayList<>();

  private Deadlines.Deadline at(long nanos, String name) {
    return deadlines.add(nanos, () -> done.add(name));
  }

  @Test
  void whatIsDueIsDoneInItsOrder() {
    at(30, "third");
    at(10, "first");
    at(10, "second");
    at(31, "fourth");
    deadlines.runDue(9);
    assertThat(done).isEmpty();
    deadlines.runDue(30);
    assertThat(done).containsExactly("first", "second", "third");
    deadlines.runDue(1000);
    assertThat(done).hasSize(4);
    assertThat(deadlines.size()).isZero();
  }

  @Test
  void whatIsForgottenIsNotDone() {
    Deadlines.Deadline forgotten = at(10, "forgotten");
    at(10, "kept");
    deadlines.remove(forgotten);
    deadlines.runDue(10);
    assertThat(done).containsExactly("kept");
    deadlines.remove(forgotten);
  }

  @Test
  void theClocksOriginIsArbitrary() {
    at(Long.MIN_VALUE + 5, "late");
    at(Long.MAX_VALUE - 5, "early");
    assertThat(deadlines.untilNext(Long.MAX_VALUE - 6)).isEqualTo(1);
    deadlines.runDue(Long.MAX_VALUE);
    assertThat(done).containsExactly("early");
    assertThat(deadlines.untilNext(Long.MAX_VALUE)).isEqualTo(6);
  }

  @Test
  void othersMayDoWhatIsDueWhileItIsAdded() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    Thread other =
        new Thread(
            () -> {
              while (!over.get()) {
                deadlines.runDue(10);
              }
            });
    other.start();
    for (int i = 0; i < 1_000_000; i++) {
      deadlines.add(10, ran::incrementAndGet); // is due at once
    }
    over.set(true);
    other.join();
    while (deadlines.size() > 0) {
      deadlines.runDue(10);
    }
    assertThat(ran.get()).isEqualTo(1_000_000);
  }

  @Test
  void untilTheNextOneItIsNeverLessThanNothing() {
    assertThat(deadlines.untilNext(0)).isEqualTo(Long.MAX_VALUE);
    at(10, "x");
    assertThat(deadlines.untilNext(4)).isEqualTo(6);
    assertThat(deadlines.untilNext(40)).isZero();
  }

  @Test
  void whoeverLooksAfterThemIsToldOfEarlierOnes() {
    AtomicInteger told = new AtomicInteger();
    deadlines.onEarlier(told::incrementAndGet);
    at(20, "a");
    at(30, "b");
    assertThat(told).hasValue(1);
    at(10, "c");
    assertThat(told).hasValue(2);
  }

  @Test
  void thousandsAreDoneInSeveralGoes() {
    for (int i = 0; i < Deadlines.AT_ONCE + 1; i++) {
      at(10, "x");
    }
    deadlines.runDue(10);
    assertThat(done).hasSize(Deadlines.AT_ONCE);
    assertThat(deadlines.untilNext(10)).isZero();
    deadlines.runDue(10);
    assertThat(done).hasSize(Deadlines.AT_ONCE + 1);
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersFromBeingDone() {
    deadlines.add(
        10,
        () -> {
          throw new IllegalStateException("on purpose");
        });
    at(10, "next");
    deadlines.runDue(10);
    assertThat(done).containsExactly("next");
    assertThat(TestLogs.takeErrors()).hasSize(1);
  }
}
