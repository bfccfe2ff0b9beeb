package io.miniredis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the parts of the survey print. Times are asserted from below: a busy machine takes longer.
 */
class PartsTest {
  @Test
  void part01ObtainsAndCreatesLoops() throws Exception {
    assertThat(Output.of(new Part01()))
        .containsExactly(
            "outside a coroutine no loop runs: true",
            "a new loop: running=false closed=false",
            "inside it is found: true, running=true",
            "after close(): running=false closed=true",
            "Async.run made another: true");
  }

  @Test
  void part02RunsACoroutineToCompletion() throws Exception {
    assertThat(Output.of(new Part02()))
        .containsExactly(
            "hello ...",
            "... world",
            "runUntilComplete gave: done",
            "hello ...",
            "... world",
            "Async.run gave: done");
  }

  @Test
  void part03AwaitsCoroutinesOnce() throws Exception {
    List<String> lines = Output.of(new Part03());
    assertThat(lines)
        .startsWith(
            "called like any method: 49",
            "made, and nothing of it ran",
            "the body runs now",
            "awaited: 64");
    assertThat(lines.get(4)).startsWith("awaited again: cannot reuse");
  }

  @Test
  void part04WaitsForFutures() throws Exception {
    assertThat(Output.of(new Part04()))
        .containsExactly(
            "done before: false",
            "the task sets the result",
            "callback: the answer",
            "awaited: the answer",
            "done after: true",
            "a result is set once: InvalidStateError",
            "awaiting a failure throws it: went wrong");
  }

  @Test
  void part05RunsAndCancelsTasks() throws Exception {
    assertThat(Output.of(new Part05()))
        .containsExactly(
            "adder is done: false",
            "adder gave 3",
            "sleeper cleans up",
            "sleeper was cancelled: true",
            "callback sees java.lang.IllegalStateException: boom");
  }

  @Test
  void part06AwaitsItsOwnAwaitables() throws Exception {
    assertThat(Output.of(new Part06()))
        .containsExactly(
            "rocket 2",
            "rocket 1",
            "rocket lift-off",
            "rocket 2",
            "probe 1",
            "rocket 1",
            "[rocket lift-off, probe lift-off]");
  }

  @Test
  void part07LeavesWhatItEnteredHoweverTheBodyEnds() throws Exception {
    assertThat(Output.of(new Part07()))
        .containsExactly(
            "open outer",
            "open inner",
            "in outer and inner",
            "close inner",
            "close outer",
            "open failing",
            "close failing after IllegalStateException",
            "the exception goes on: boom",
            "open cancelled",
            "close cancelled after CancelledError",
            "the task was cancelled");
  }

  @Test
  void part08IteratesToTheEnd() throws Exception {
    assertThat(Output.of(new Part08())).containsExactly("tick 1", "tick 2", "tick 3", "over");
  }

  @Test
  void part09GeneratesAsFarAsItIsAsked() throws Exception {
    assertThat(Output.of(new Part09()))
        .containsExactly(
            "made, and nothing of it ran",
            "generator begins",
            "0",
            "1",
            "1",
            "2",
            "3",
            "5",
            "8",
            "13",
            "generator is closed");
  }

  @Test
  void part10TakesLessTimeAsTasks() throws Exception {
    List<String> lines = Output.of(new Part10());
    assertThat(lines).hasSize(6);
    assertThat(lines.subList(3, 5)).containsExactly("hello", "world");
    assertThat(Output.seconds(lines, "one after the other:")).isGreaterThanOrEqualTo(0.3);
    assertThat(Output.seconds(lines, "as tasks:")).isGreaterThanOrEqualTo(0.2);
  }

  @Test
  void part11RunsAtTheSameTimeUnlessTheLoopIsBlocked() throws Exception {
    List<String> lines = Output.of(new Part11());
    assertThat(lines.subList(0, 7))
        .containsExactly("begin 1", "begin 2", "begin 3", "end 1", "end 2", "end 3", "[1, 2, 3]");
    assertThat(lines.subList(8, 15))
        .containsExactly("begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3", "[1, 2, 3]");
    assertThat(Output.seconds(lines, "gather with Thread.sleep:")).isGreaterThanOrEqualTo(0.3);
  }

  @Test
  void part12AsksForAllPagesBothWays() throws Exception {
    List<String> lines = Output.of(new Part12(), "--port", "0");
    assertThat(lines.subList(0, 5))
        .containsExactly("request 2", "request 3", "request 4", "request 5", "request 6");
    assertThat(lines.subList(6, 11))
        .containsExactly("request 10", "request 11", "request 7", "request 8", "request 9");
    assertThat(Output.seconds(lines, "blocking, one after the other:")).isGreaterThanOrEqualTo(0.5);
    assertThat(lines.get(11)).startsWith("gathered: ");
  }

  @Test
  void part13GetsPagesInTheOrderTheyCome() throws Exception {
    assertThat(Output.of(new Part13()))
        .containsExactly(
            "asked for the page of 300 ms",
            "asked for the page of 100 ms",
            "asked for the page of 200 ms",
            "got the page of 100 ms",
            "got the page of 200 ms",
            "got the page of 300 ms");
  }

  @Test
  void part14KeepsTheLoopFreeWhileThreadsBlock() throws Exception {
    List<String> lines = Output.of(new Part14());
    assertThat(lines.subList(0, 3))
        .containsExactly(
            "the loop is free",
            "the loop is free",
            "[blocking call 1, blocking call 2, blocking call 3]");
  }

  @Test
  void part15AddsRangesOnAllCores() throws Exception {
    List<String> lines = Output.of(new Part15());
    assertThat(lines).hasSize(10).contains("the sum of all: 12799999920000000");
    int cores = Runtime.getRuntime().availableProcessors();
    int used = Integer.parseInt(lines.get(9).replace("threads used: ", ""));
    assertThat(used).isBetween(1, Math.min(8, cores));
  }

  @Test
  void part16HandsEachJobToOneConsumer() throws Exception {
    tenJobs(Output.of(new Part16()), "consumer");
  }

  @Test
  void theJobsAreWorkedOff() throws Exception {
    tenJobs(Output.of(new Jobs()), "worker");
  }

  @Test
  void theJobsAreWorkedOffOverAServer() throws Exception {
    List<String> lines = Output.of(new JobsOverRedis());
    assertThat(lines.get(0)).matches("a server listens on port \\d+");
    tenJobs(lines, "worker");
  }

  private static void tenJobs(List<String> lines, String who) {
    for (int job = 0; job < 10; job++) {
      String did = who + "-[123] did job " + job;
      assertThat(lines).filteredOn(line -> line.matches(did)).hasSize(1);
      String put = "put job " + job + ",";
      assertThat(lines).filteredOn(line -> line.startsWith(put)).hasSize(1);
    }
    assertThat(lines.get(lines.size() - 2)).startsWith("3 workers did 10 jobs: {" + who + "-1=");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("work: 400 ms");
  }

  @Test
  void theEndlessOnesEndWhenTheirTimeIsOver() throws Exception {
    assertThat(Output.of(new Endless(), "--for", "1"))
        .contains("produced number 1", "consumed number 1", "consumed number 2")
        .endsWith("the time is over");
  }

  @Test
  void sitesAreFetchedAtOnce() throws Exception {
    List<String> lines = Output.of(new Sites());
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("http://127.0.0.1:\\d+/\\?delay=100: 9 characters");
    assertThat(lines.get(3)).startsWith("3 sites in ");
  }

  @Test
  void aSiteThatIsNotThereDoesNotHideTheOthers() throws Exception {
    List<String> lines = Output.of(new Sites(), "http://127.0.0.1:1/");
    assertThat(lines.get(0)).contains("127.0.0.1:1/").contains("ConnectException");
  }
}
