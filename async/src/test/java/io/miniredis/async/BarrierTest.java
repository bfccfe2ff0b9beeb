package io.miniredis.async;

import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarrierTest {
  private final List<Object> seen = new ArrayList<>();

  private Task<?> coming(Barrier barrier, String who) {
    return createTask(
        () -> {
          try {
            seen.add(who + barrier.await());
          } catch (BrokenBarrierError broken) {
            seen.add(who + " broken");
          }
        });
  }

  @Test
  void allGoOnWhenTheLastHasCome() {
    TestLoop.run(
        () -> {
          Barrier barrier = new Barrier(3);
          coming(barrier, "a");
          coming(barrier, "b");
          sleep(1);
          assertThat(barrier.nWaiting()).isEqualTo(2);
          assertThat(seen).isEmpty();
          coming(barrier, "c");
          sleep(1);
          assertThat(barrier.nWaiting()).isZero();
        });
    assertThat(seen).containsExactlyInAnyOrder("a0", "b1", "c2");
  }

  @Test
  void itIsUsableAgain() {
    TestLoop.run(
        () -> {
          Barrier barrier = new Barrier(2);
          for (String who : List.of("a", "b", "c", "d")) {
            coming(barrier, who);
          }
          sleep(1);
        });
    assertThat(seen).containsExactlyInAnyOrder("a0", "b1", "c0", "d1");
  }

  @Test
  void abortBreaksItForWhoWaitsAndWhoComesUntilReset() {
    TestLoop.run(
        () -> {
          Barrier barrier = new Barrier(2);
          coming(barrier, "waits");
          sleep(1);
          barrier.abort();
          sleep(1);
          assertThat(barrier.broken()).isTrue();
          coming(barrier, "comes");
          sleep(1);
          assertThat(seen).containsExactly("waits broken", "comes broken");
          barrier.reset();
          assertThat(barrier.broken()).isFalse();
          coming(barrier, "x");
          coming(barrier, "y");
          sleep(1);
          assertThat(seen).contains("x0", "y1");
        });
  }

  @Test
  void resetBreaksTheWaitOfThoseInside() {
    TestLoop.run(
        () -> {
          Barrier barrier = new Barrier(2);
          coming(barrier, "a");
          sleep(1);
          barrier.reset();
          sleep(1);
          assertThat(seen).containsExactly("a broken");
          assertThat(barrier.broken()).isFalse();
        });
  }

  @Test
  void aCancelledOneLeavesItsPlaceToOthers() {
    TestLoop.run(
        () -> {
          Barrier barrier = new Barrier(2);
          Task<?> gone = coming(barrier, "gone");
          sleep(1);
          gone.cancel();
          sleep(1);
          assertThat(barrier.nWaiting()).isZero();
          coming(barrier, "a");
          coming(barrier, "b");
          sleep(1);
        });
    assertThat(seen).containsExactlyInAnyOrder("a0", "b1");
  }

  @Test
  void aBarrierNeedsAParty() {
    assertThatThrownBy(() -> new Barrier(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was 0");
  }
}
