package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTest {
  private final List<Object> seen = new ArrayList<>();

  private Task<?> getting(Queue<Integer> queue, String who) {
    return createTask(
        () -> {
          try {
            seen.add(who + queue.get());
          } catch (QueueShutDown down) {
            seen.add(who + " shut down");
          }
        });
  }

  private Task<?> putting(Queue<Integer> queue, int item) {
    return createTask(
        () -> {
          try {
            queue.put(item);
            seen.add("put " + item);
          } catch (QueueShutDown down) {
            seen.add(item + " shut down");
          }
        });
  }

  @Test
  void itemsComeOutInTheOrderTheyWentIn() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          for (int i = 0; i < 3; i++) {
            queue.put(i);
          }
          assertThat(queue.qsize()).isEqualTo(3);
          assertThat(List.of(queue.get(), queue.get(), queue.get())).containsExactly(0, 1, 2);
          assertThat(queue.empty()).isTrue();
        });
  }

  @Test
  void aLifoQueueGivesTheLastFirstAndAPriorityQueueTheSmallest() {
    TestLoop.run(
        () -> {
          LifoQueue<Integer> lifo = new LifoQueue<>();
          PriorityQueue<Integer> smallest = PriorityQueue.create();
          PriorityQueue<Integer> largest = new PriorityQueue<>(0, Comparator.reverseOrder());
          for (int i : new int[] {2, 3, 1}) {
            lifo.put(i);
            smallest.put(i);
            largest.put(i);
          }
          assertThat(List.of(lifo.get(), lifo.get(), lifo.get())).containsExactly(1, 3, 2);
          assertThat(List.of(smallest.get(), smallest.get(), smallest.get()))
              .containsExactly(1, 2, 3);
          assertThat(largest.get()).isEqualTo(3);
        });
  }

  @Test
  void whoGetsFromAnEmptyQueueWaitsAndIsServedFirstComeFirstServed() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          getting(queue, "a");
          getting(queue, "b");
          sleep(0);
          queue.putNowait(1);
          queue.putNowait(2);
          sleep(0);
        });
    assertThat(seen).containsExactly("a1", "b2");
  }

  @Test
  void whoPutsInAFullQueueWaitsForRoomFirstComeFirstServed() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>(1);
          putting(queue, 1);
          putting(queue, 2);
          putting(queue, 3);
          sleep(0);
          assertThat(seen).containsExactly("put 1");
          assertThat(queue.full()).isTrue();
          assertThat(queue.get()).isEqualTo(1);
          sleep(0);
          assertThat(queue.get()).isEqualTo(2);
          sleep(0);
          assertThat(queue.get()).isEqualTo(3);
        });
    assertThat(seen).containsExactly("put 1", "put 2", "put 3");
  }

  @Test
  void nowaitFailsWhereTheOthersWait() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>(1);
          assertThatThrownBy(queue::getNowait).isInstanceOf(QueueEmpty.class);
          queue.putNowait(1);
          assertThatThrownBy(() -> queue.putNowait(2))
              .isInstanceOf(QueueFull.class)
              .hasMessageContaining("1");
        });
  }

  @Test
  void aCancelledGetterThatWasWokenPassesItsItemOn() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          Task<?> first = getting(queue, "first");
          getting(queue, "second");
          sleep(0);
          queue.putNowait(7);
          first.cancel();
          sleep(0);
          sleep(0);
        });
    assertThat(seen).containsExactly("second7");
  }

  @Test
  void aCancelledPutterThatWasWokenPassesItsRoomOn() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>(1);
          queue.putNowait(0);
          Task<?> first = putting(queue, 1);
          putting(queue, 2);
          sleep(0);
          queue.getNowait();
          first.cancel();
          sleep(0);
          sleep(0);
          assertThat(queue.getNowait()).isEqualTo(2);
        });
    assertThat(seen).containsExactly("put 2");
  }

  @Test
  void aCancelledGetterThatWasNotWokenLosesNothing() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          Task<?> gone = getting(queue, "gone");
          sleep(0);
          gone.cancel();
          sleep(0);
          queue.putNowait(1);
          assertThat(queue.get()).isEqualTo(1);
        });
    assertThat(seen).isEmpty();
  }

  @Test
  void anItemTakenByAnotherMakesTheWokenGetterWaitAgain() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          getting(queue, "waiter");
          sleep(0);
          queue.putNowait(1);
          assertThat(queue.getNowait()).isEqualTo(1);
          sleep(0);
          assertThat(seen).isEmpty();
          queue.putNowait(2);
          sleep(0);
        });
    assertThat(seen).containsExactly("waiter2");
  }

  @Test
  void joinWaitsUntilEveryItemIsDone() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          queue.join();
          queue.putNowait(1);
          queue.putNowait(2);
          Task<?> joined =
              createTask(
                  () -> {
                    queue.join();
                    seen.add("joined");
                  });
          queue.get();
          queue.taskDone();
          sleep(0);
          sleep(0);
          assertThat(seen).isEmpty();
          queue.get();
          queue.taskDone();
          await(joined);
          assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        });
    assertThat(seen).containsExactly("joined");
  }

  @Test
  void afterShutdownPutsFailAndGetsDrainWhatIsLeft() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          queue.putNowait(1);
          queue.shutdown();
          assertThatThrownBy(() -> queue.put(2)).isInstanceOf(QueueShutDown.class);
          assertThatThrownBy(() -> queue.putNowait(2)).isInstanceOf(QueueShutDown.class);
          assertThat(queue.get()).isEqualTo(1);
          assertThatThrownBy(queue::get).isInstanceOf(QueueShutDown.class);
          assertThatThrownBy(queue::getNowait).isInstanceOf(QueueShutDown.class);
        });
  }

  @Test
  void shutdownWakesAllWhoWait() {
    TestLoop.run(
        () -> {
          Queue<Integer> empty = new Queue<>();
          getting(empty, "a");
          getting(empty, "b");
          Queue<Integer> full = new Queue<>(1);
          full.putNowait(0);
          putting(full, 1);
          sleep(0);
          empty.shutdown();
          full.shutdown();
          sleep(0);
        });
    assertThat(seen).containsExactly("a shut down", "b shut down", "1 shut down");
  }

  @Test
  void immediateShutdownThrowsAwayWhatIsLeftAndEndsTheJoin() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          queue.putNowait(1);
          queue.putNowait(2);
          Task<?> joined =
              createTask(
                  () -> {
                    queue.join();
                    seen.add("joined");
                  });
          sleep(0);
          queue.shutdown(true);
          assertThat(queue.empty()).isTrue();
          await(joined);
        });
    assertThat(seen).containsExactly("joined");
  }

  @Test
  void immediateShutdownDoesNotEndTheJoinOfAnItemThatIsBeingWorkedOn() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          queue.putNowait(1);
          queue.putNowait(2);
          queue.get();
          Task<?> joined =
              createTask(
                  () -> {
                    queue.join();
                    seen.add("joined");
                  });
          sleep(0);
          queue.shutdown(true);
          sleep(0);
          sleep(0);
          assertThat(seen).isEmpty();
          queue.taskDone();
          await(joined);
        });
    assertThat(seen).containsExactly("joined");
  }

  @Test
  void oneProducerAndThreeConsumersShareTheWork() {
    TestLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>(2);
          List<Task<?>> consumers = new ArrayList<>();
          for (int c = 0; c < 3; c++) {
            consumers.add(
                createTask(
                    () -> {
                      for (; ; ) {
                        int item = queue.get();
                        sleep(1);
                        seen.add(item);
                        queue.taskDone();
                      }
                    }));
          }
          for (int i = 0; i < 9; i++) {
            queue.put(i);
          }
          queue.join();
          assertThat(TestLoop.elapsed()).hasSeconds(3);
          consumers.forEach(Task::cancel);
        });
    assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }
}
