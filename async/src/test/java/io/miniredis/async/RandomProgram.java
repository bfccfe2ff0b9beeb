package io.miniredis.async;

import static io.miniredis.async.Async.asCompleted;
import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.shield;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.timeout;
import static io.miniredis.async.Async.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One program of {@link BesideCpythonTest}, run by this library; {@code programs.py} is its twin.
 */
final class RandomProgram {
  private final StringBuilder log = new StringBuilder();
  private final List<Queue<Integer>> queues = List.of(new Queue<>(), new Queue<>(1));
  private final List<Lock> locks = List.of(new Lock(), new Lock());
  private final Semaphore semaphore = new Semaphore(2);
  private final List<Event> events = List.of(new Event(), new Event());
  private final Condition condition = new Condition();
  private final Barrier barrier = new Barrier(2);
  private final List<Task<?>> tasks = new ArrayList<>();

  static String run(List<String> lines) {
    RandomProgram program = new RandomProgram();
    try (EventLoop loop = TestLoop.newEventLoop()) {
      loop.setExceptionHandler((l, problem) -> {});
      loop.runUntilComplete(() -> program.main(lines));
      String done = program.log.toString();
      loop.allTasks().forEach(Task::cancel);
      loop.runUntilComplete(() -> sleep(0));
      return done;
    }
  }

  private void log(Object who, String what) {
    log.append(TestLoop.elapsed().toSeconds()).append(' ').append(who).append(' ').append(what);
    log.append('\n');
  }

  private void main(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      int who = i;
      tasks.add(createTask(() -> task(who, lines.get(who).split(" "))));
    }
    Done<Task<?>> done = Async.wait(tasks, ReturnWhen.ALL_COMPLETED, Duration.ofSeconds(50));
    log("main", done.done().size() + " done");
    for (int i = 0; i < 4; i++) {
      // The stubborn ones need more than one.
      tasks.forEach(Task::cancel);
      Async.wait(tasks, ReturnWhen.ALL_COMPLETED, Duration.ofSeconds(20));
    }
    for (int who = 0; who < tasks.size(); who++) {
      Task<?> task = tasks.get(who);
      log(who, task.cancelled() ? "cancelled" : task.exception() == null ? "None" : "failed");
    }
  }

  private void task(int who, String[] words) throws Exception {
    int stubborn = Integer.parseInt(words[0]);
    for (int i = 1; i < words.length; i++) {
      String op = words[i];
      try {
        Object result = run(who, op.split(","));
        log(who, result == null ? op : op + " " + result);
      } catch (CancelledError cancelled) {
        log(who, op + " cancelled");
        if (--stubborn < 0) {
          throw cancelled;
        }
      } catch (TimeoutError late) {
        log(who, op + " timeout");
      } catch (ExceptionGroup group) {
        log(who, op + " failed with " + group.exceptions().size());
      } catch (IllegalStateException | BrokenBarrierError | QueueShutDown failed) {
        log(who, op + " failed");
      }
    }
  }

  private @Nullable Object run(int who, String[] op) {
    int a = Integer.parseInt(op[1]);
    int b = Integer.parseInt(op[2]);
    switch (op[0]) {
      case "sleep" -> sleep(a);
      case "put" -> queues.get(a).put(b);
      case "get" -> {
        return queues.get(a).get();
      }
      case "getwithin" -> {
        return with(seconds(b), () -> queues.get(a).get());
      }
      case "lock" ->
          with(
              locks.get(a),
              () -> {
                log(who, "has the lock");
                sleep(b);
              });
      case "lockwithin" -> with(seconds(b), () -> with(locks.get(a), () -> sleep(1)));
      case "semaphore" -> with(semaphore, () -> sleep(a));
      case "set" -> events.get(a).set();
      case "clear" -> events.get(a).clear();
      case "wait" -> with(seconds(b), () -> events.get(a).await());
      case "cancel" -> {
        return tasks.get(a % tasks.size()).cancel() ? "True" : "False";
      }
      case "await" -> {
        Task<?> task = tasks.get(a % tasks.size());
        if (task != Async.currentTask()) {
          Async.wait(List.of(task), ReturnWhen.ALL_COMPLETED, Duration.ofSeconds(b));
        }
      }
      case "shield" -> {
        return await(shield(napping(who, b, a)));
      }
      case "gather" -> {
        List<Integer> both = await(gather(napping(who, a, a), napping(who, b, b)));
        return both.get(0) + both.get(1);
      }
      case "first" -> {
        List<Task<Integer>> naps =
            List.of(createTask(napping(who, a, a)), createTask(napping(who, b, b)));
        return Async.wait(naps, ReturnWhen.FIRST_COMPLETED).done().size();
      }
      case "completed" -> {
        if (a != b) {
          StringBuilder order = new StringBuilder();
          List<Task<Integer>> naps =
              List.of(createTask(napping(who, a, a)), createTask(napping(who, b, b)));
          for (Awaitable<Integer> nap : asCompleted(naps)) {
            order.append(await(nap));
          }
          return order;
        }
      }
      case "nested" -> with(seconds(a), () -> with(seconds(b), () -> sleep(2)));
      default -> {
        return runNewer(who, op[0], a, b);
      }
    }
    return null;
  }

  /** What behaves as in CPython 3.13 only. */
  private @Nullable Object runNewer(int who, String name, int a, int b) {
    switch (name) {
      case "group" ->
          with(
              new TaskGroup(),
              group -> {
                group.createTask(napping(who, a, a));
                group.createTask(a == 2 ? failing(who, b) : napping(who, b, b));
                sleep(1);
              });
      case "condition" ->
          with(
              seconds(b),
              () ->
                  with(
                      condition,
                      () -> {
                        condition.await();
                        log(who, "notified");
                        sleep(a);
                      }));
      case "notify" -> with(condition, () -> condition.notify(a + 1));
      case "barrier" -> {
        return with(seconds(b), () -> barrier.await());
      }
      case "reset" -> barrier.reset();
      case "shutdown" -> queues.get(a).shutdown(b == 3);
      case "join" -> with(seconds(b), () -> queues.get(a).join());
      case "done" -> queues.get(a).taskDone();
      case "waitfor" -> {
        return Async.<Integer>waitFor(() -> queues.get(a).get(), Duration.ofSeconds(b));
      }
      case "waitfortask" -> {
        return Async.waitFor(createTask(napping(who, a, a)), Duration.ofSeconds(b));
      }
      case "uncancel" -> {
        return tasks.get(a % tasks.size()).uncancel();
      }
      default -> throw new AssertionError(name);
    }
    return null;
  }

  private static Timeout seconds(int seconds) {
    return timeout(Duration.ofSeconds(seconds));
  }

  private Coroutine<Integer> failing(int who, int seconds) {
    return Coroutine.of(
        () -> {
          await(napping(who, seconds, seconds));
          throw new IllegalStateException();
        });
  }

  private Coroutine<Integer> napping(int who, int seconds, int result) {
    return Coroutine.of(
        () -> {
          try {
            sleep(seconds);
          } finally {
            log(who, "nap " + result + " over");
          }
          return result;
        });
  }
}
