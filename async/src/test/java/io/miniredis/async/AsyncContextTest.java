package io.miniredis.async;

import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncContextTest {
  private final List<Object> seen = new ArrayList<>();

  /** Notes what happens to it; {@code swallows} what its body throws. */
  private final class Noting implements AsyncContext<String> {
    private final String name;
    private final boolean swallows;

    Noting(String name, boolean swallows) {
      this.name = name;
      this.swallows = swallows;
    }

    Noting(String name) {
      this(name, false);
    }

    @Override
    public String aenter() {
      sleep(0);
      seen.add("enter " + name);
      return name;
    }

    @Override
    public boolean aexit(@Nullable Throwable problem) {
      sleep(0);
      seen.add("exit " + name + (problem == null ? "" : " " + problem.getMessage()));
      return swallows;
    }
  }

  @Test
  void nestedContextsAreLeftInReverseOrder() {
    TestLoop.run(
        () -> {
          String result =
              with(new Noting("a"), (String a) -> with(new Noting("b"), (String b) -> a + b));
          assertThat(result).isEqualTo("ab");
        });
    assertThat(seen).containsExactly("enter a", "enter b", "exit b", "exit a");
  }

  @Test
  void exitSeesWhatTheBodyThrowsAndItGoesOn() {
    TestLoop.run(
        () ->
            assertThatThrownBy(
                    () ->
                        with(
                            new Noting("a"),
                            () -> {
                              throw new IOException("disk");
                            }))
                .isInstanceOf(IOException.class));
    assertThat(seen).containsExactly("enter a", "exit a disk");
  }

  @Test
  void anExitThatSaysTrueEndsTheProblem() {
    TestLoop.run(
        () -> {
          with(
              new Noting("a", true),
              () -> {
                throw new IOException("disk");
              });
          seen.add("went on");
        });
    assertThat(seen).containsExactly("enter a", "exit a disk", "went on");
  }

  @Test
  void exitsRunWhenTheTaskIsCancelled() {
    TestLoop.run(
        () -> {
          Task<?> task =
              createTask(() -> with(new Noting("a"), () -> with(new Noting("b"), () -> sleep(60))));
          sleep(1);
          task.cancel("stop");
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
        });
    assertThat(seen).containsExactly("enter a", "enter b", "exit b stop", "exit a stop");
  }

  @Test
  void whatAnExitThrowsReplacesTheProblemAndKeepsIt() {
    AsyncContext<String> bad =
        new AsyncContext<>() {
          @Override
          public String aenter() {
            return "bad";
          }

          @Override
          public boolean aexit(@Nullable Throwable problem) throws IOException {
            throw new IOException("exit");
          }
        };
    TestLoop.run(
        () ->
            assertThatThrownBy(
                    () ->
                        with(
                            bad,
                            () -> {
                              throw new IllegalStateException("body");
                            }))
                .hasMessage("exit")
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("body")));
  }

  @Test
  void aContextThatCannotBeEnteredIsNotLeft() {
    AsyncContext<String> closed =
        new AsyncContext<>() {
          @Override
          public String aenter() throws IOException {
            throw new IOException("closed");
          }

          @Override
          public boolean aexit(@Nullable Throwable problem) {
            seen.add("exit");
            return false;
          }
        };
    TestLoop.run(() -> assertThatThrownBy(() -> with(closed, () -> {})).hasMessage("closed"));
    assertThat(seen).isEmpty();
  }

  @Test
  void aStackLeavesAllInReverseOrderWhateverTheyThrow() {
    TestLoop.run(
        () ->
            assertThatThrownBy(
                    () ->
                        with(
                            new AsyncExitStack(),
                            stack -> {
                              assertThat(stack.enterAsyncContext(new Noting("a"))).isEqualTo("a");
                              stack.pushAsyncCallback(
                                  () -> {
                                    seen.add("callback");
                                    throw new IOException("callback");
                                  });
                              stack.enterAsyncContext(new Noting("b"));
                            }))
                .hasMessage("callback"));
    assertThat(seen).containsExactly("enter a", "enter b", "exit b", "callback", "exit a callback");
  }

  @Test
  void aStackEntryMaySwallowTheProblem() {
    TestLoop.run(
        () ->
            with(
                new AsyncExitStack(),
                (AsyncExitStack stack) -> {
                  stack.enterAsyncContext(new Noting("outer"));
                  stack.pushAsyncExit(problem -> problem instanceof IOException);
                  throw new IOException("dealt with");
                }));
    assertThat(seen).containsExactly("enter outer", "exit outer");
  }

  @Test
  void popAllKeepsTheEntriesForLater() {
    TestLoop.run(
        () -> {
          AsyncExitStack[] kept = new AsyncExitStack[1];
          with(
              new AsyncExitStack(),
              stack -> {
                stack.enterAsyncContext(new Noting("a"));
                kept[0] = stack.popAll();
              });
          assertThat(seen).containsExactly("enter a");
          kept[0].aclose();
        });
    assertThat(seen).containsExactly("enter a", "exit a");
  }
}
