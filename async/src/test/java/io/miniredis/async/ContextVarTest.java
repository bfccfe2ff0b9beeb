package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.toThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ContextVarTest {
  private final ContextVar<String> user = new ContextVar<>("user");
  private final List<Object> seen = new ArrayList<>();

  @Test
  void aTaskSeesItsCreatorsValuesAndKeepsItsOwn() {
    TestLoop.run(
        () -> {
          user.set("main");
          Task<?> task =
              createTask(
                  () -> {
                    seen.add(user.get());
                    user.set("task");
                    sleep(0);
                    seen.add(user.get());
                  });
          user.set("changed");
          await(task);
          seen.add(user.get());
        });
    assertThat(seen).containsExactly("main", "task", "changed");
  }

  @Test
  void aCallbackSeesTheValuesOfWhoAskedForIt() {
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          user.set("first");
          loop.callSoon(() -> seen.add(user.get()));
          user.set("second");
          loop.callSoon(() -> seen.add(user.get()));
          sleep(0);
        });
    assertThat(seen).containsExactly("first", "second");
  }

  @Test
  void aThreadSeesACopy() {
    TestLoop.run(
        () -> {
          user.set("main");
          seen.add(
              toThread(
                  () -> {
                    String before = user.get();
                    user.set("thread");
                    return before;
                  }));
          seen.add(user.get());
        });
    assertThat(seen).containsExactly("main", "main");
  }

  @Test
  void resetPutsTheValueBeforeBackOnce() {
    TestLoop.run(
        () -> {
          ContextVar.Token<String> first = user.set("a");
          ContextVar.Token<String> second = user.set("b");
          assertThat(second.oldValue()).isEqualTo("a");
          user.reset(second);
          assertThat(user.get()).isEqualTo("a");
          assertThatThrownBy(() -> user.reset(second)).isInstanceOf(RuntimeError.class);
          user.reset(first);
          assertThatThrownBy(user::get)
              .isInstanceOf(NoSuchElementException.class)
              .hasMessageContaining("user");
        });
  }

  @Test
  void aTokenOfAnotherVariableOrContextIsRefused() {
    TestLoop.run(
        () -> {
          ContextVar.Token<String> token = user.set("a");
          ContextVar<String> other = new ContextVar<>("other");
          assertThatThrownBy(() -> other.reset(token)).isInstanceOf(IllegalArgumentException.class);
          Task<?> task = createTask(() -> user.reset(token));
          assertThatThrownBy(task::await)
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("different context");
        });
  }

  @Test
  void defaultsAreForThoseWithoutAValue() {
    ContextVar<Integer> level = new ContextVar<>("level", 3);
    assertThat(level.get()).isEqualTo(3);
    assertThat(level.get(4)).isEqualTo(4);
    TestLoop.run(
        () -> {
          level.set(5);
          assertThat(level.get(4)).isEqualTo(5);
        });
    assertThat(level.get()).isEqualTo(3);
  }

  @Test
  void runCallsWithAContextOfOnesOwn() throws Exception {
    Context context = new Context();
    context.run(() -> user.set("inside"));
    assertThat(context.get(user)).isEqualTo("inside");
    assertThat(user.get("nothing")).isEqualTo("nothing");
    TestLoop.run(
        () -> {
          String read =
              context.run(
                  () -> {
                    sleep(1);
                    return user.get();
                  });
          assertThat(read).isEqualTo("inside");
          assertThat(user.get("nothing")).isEqualTo("nothing");
        });
  }

  @Test
  void aTaskMayShareAGivenContext() {
    TestLoop.run(
        () -> {
          Context shared = Context.current();
          EventLoop loop = EventLoop.getRunningLoop();
          await(loop.createTask(() -> user.set("by the task"), null, shared));
          assertThat(user.get()).isEqualTo("by the task");
        });
  }
}
