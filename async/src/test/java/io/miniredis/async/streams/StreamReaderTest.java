package io.miniredis.async.streams;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.miniredis.async.AsyncRunnable;
import io.miniredis.async.CancelledError;
import io.miniredis.async.EventLoop;
import io.miniredis.async.RuntimeError;
import io.miniredis.async.Task;
import io.miniredis.async.TestLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Readers without sockets: what comes is fed by hand. */
class StreamReaderTest {
  private final List<String> socket = new ArrayList<>();
  private StreamReader reader;

  private void with(int limit, AsyncRunnable body) {
    TestLoop.run(
        () -> {
          reader =
              new StreamReader(
                  EventLoop.getRunningLoop(), limit, on -> socket.add(on ? "resume" : "pause"));
          body.run();
        });
  }

  private void with(AsyncRunnable body) {
    with(StreamReader.DEFAULT_LIMIT, body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void feed(String text) {
    reader.feed(bytes(text));
  }

  @Test
  void readGivesWhatIsThereUpToTheNumberAskedFor() {
    with(
        () -> {
          feed("abcdef");
          assertThat(text(reader.read(4))).isEqualTo("abcd");
          assertThat(text(reader.read(4))).isEqualTo("ef");
        });
  }

  @Test
  void readWaitsForTheFirstByteAndNotForMore() {
    with(
        () -> {
          Task<byte[]> reading = createTask(() -> reader.read(100));
          sleep(1.0);
          assertThat(reading.done()).isFalse();
          feed("x");
          assertThat(text(await(reading))).isEqualTo("x");
        });
  }

  @Test
  void readOfNothingGivesNothingAtOnce() {
    with(() -> assertThat(reader.read(0)).isEmpty());
  }

  @Test
  void readAtTheEndGivesNothing() {
    with(
        () -> {
          reader.feedEof();
          assertThat(reader.read(10)).isEmpty();
          assertThat(reader.read(10)).isEmpty();
        });
  }

  @Test
  void readWithoutANumberGivesAllUntilTheEnd() {
    with(
        4,
        () -> {
          Task<byte[]> reading = createTask(() -> reader.read());
          feed("part1 ");
          sleep(0);
          feed("part2");
          sleep(0);
          assertThat(reading.done()).isFalse();
          reader.feedEof();
          assertThat(text(await(reading))).isEqualTo("part1 part2");
        });
  }

  @Test
  void theEndIsReachedWhenAllBeforeItWasRead() {
    with(
        () -> {
          assertThat(reader.atEof()).isFalse();
          feed("x");
          reader.feedEof();
          assertThat(reader.atEof()).isFalse();
          reader.read(1);
          assertThat(reader.atEof()).isTrue();
        });
  }

  @Test
  void aLineHasItsNewlineAndMayComeInPieces() {
    with(
        () -> {
          feed("chunk1 ");
          Task<byte[]> reading = createTask(() -> reader.readLine());
          feed("chunk2 ");
          sleep(0);
          feed("chunk3 \nmore");
          assertThat(text(await(reading))).isEqualTo("chunk1 chunk2 chunk3 \n");
          assertThat(text(reader.read(10))).isEqualTo("more");
        });
  }

  @Test
  void theLastLineMayLackItsNewlineAndThenNothingComes() {
    with(
        () -> {
          feed("some data");
          reader.feedEof();
          assertThat(text(reader.readLine())).isEqualTo("some data");
          assertThat(reader.readLine()).isEmpty();
        });
  }

  @Test
  void aLineOverTheLimitIsDiscardedIfItsNewlineHasCome() {
    with(
        3,
        () -> {
          feed("line1\nline2\n");
          assertThatThrownBy(() -> reader.readLine())
              .isInstanceOf(LimitOverrunError.class)
              .hasMessageContaining("after 5 bytes, the limit is 3")
              .hasMessageContaining("StreamOptions.limit");
          assertThatThrownBy(() -> reader.readLine()).isInstanceOf(LimitOverrunError.class);
          feed("ok\n");
          assertThat(text(reader.readLine())).isEqualTo("ok\n");
        });
  }

  @Test
  void aLineOverTheLimitWithoutANewlineDiscardsAllThatCame() {
    with(
        7,
        () -> {
          Task<byte[]> reading = createTask(() -> reader.readLine());
          sleep(0);
          feed("li");
          sleep(0);
          feed("ne1li");
          sleep(0);
          feed("ne2\nline3\n");
          assertThatThrownBy(() -> await(reading)).isInstanceOf(LimitOverrunError.class);
          assertThat(text(reader.readLine())).isEqualTo("line3\n");
        });
  }

  @Test
  void aLineOfExactlyTheLimitIsGiven() {
    with(
        5,
        () -> {
          feed("12345\n");
          assertThat(text(reader.readLine())).isEqualTo("12345\n");
        });
  }

  @Test
  void readUntilFindsASeparatorThatComesInTwoPieces() {
    with(
        () -> {
          feed("header\r");
          Task<byte[]> reading = createTask(() -> reader.readUntil(bytes("\r\n\r\n")));
          sleep(0);
          feed("\n\r");
          sleep(0);
          feed("\nbody");
          assertThat(text(await(reading))).isEqualTo("header\r\n\r\n");
          assertThat(text(reader.read(9))).isEqualTo("body");
        });
  }

  @Test
  void readUntilOfSeveralSeparatorsStopsAtTheOneThatEndsFirst() {
    with(
        () -> {
          feed("aaaB?CxxC");
          assertThat(text(reader.readUntil(bytes("C"), bytes("B?CxxC"), bytes("?C"))))
              .isEqualTo("aaaB?C");
          assertThat(text(reader.readUntil(bytes("C"), bytes("xx")))).isEqualTo("xx");
        });
  }

  @Test
  void readUntilWithoutASeparatorStopsAtNewlines() {
    with(
        () -> {
          feed("a\nb");
          assertThat(text(reader.readUntil())).isEqualTo("a\n");
        });
  }

  @Test
  void anEmptySeparatorIsRefused() {
    with(
        () ->
            assertThatThrownBy(() -> reader.readUntil(bytes("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one byte"));
  }

  @Test
  void readUntilOverTheLimitLeavesTheBytesAndTellsHowManyMayBeTaken() {
    with(
        7,
        () -> {
          feed("some dataAA");
          LimitOverrunError far =
              catchThrowableOfType(LimitOverrunError.class, () -> reader.readUntil(bytes("AAA")));
          assertThat(far.consumed()).isEqualTo(9);
          assertThat(text(reader.readExactly(far.consumed()))).isEqualTo("some data");
          feed("A");
          assertThat(text(reader.readUntil(bytes("AAA")))).isEqualTo("AAA");
        });
  }

  @Test
  void aSeparatorThatIsThereButTooFarIsNotTaken() {
    with(
        3,
        () -> {
          feed("dataAAAA");
          assertThatThrownBy(() -> reader.readUntil(bytes("AAA")))
              .isInstanceOfSatisfying(
                  LimitOverrunError.class, error -> assertThat(error.consumed()).isEqualTo(4));
          assertThat(text(reader.readExactly(4))).isEqualTo("data");
        });
  }

  @Test
  void readUntilAtTheEndGivesWhatCameInTheError() {
    with(
        () -> {
          feed("dataAA");
          reader.feedEof();
          IncompleteReadError end =
              catchThrowableOfType(IncompleteReadError.class, () -> reader.readUntil(bytes("AAA")));
          assertThat(text(end.partial())).isEqualTo("dataAA");
          assertThat(end.expected()).isNull();
          assertThat(reader.atEof()).isTrue();
        });
  }

  @Test
  void readExactlyWaitsForAllOfIt() {
    with(
        () -> {
          Task<byte[]> reading = createTask(() -> reader.readExactly(6));
          for (String part : List.of("ab", "cd", "efgh")) {
            sleep(0);
            assertThat(reading.done()).isFalse();
            feed(part);
          }
          assertThat(text(await(reading))).isEqualTo("abcdef");
          assertThat(text(reader.read(9))).isEqualTo("gh");
        });
  }

  @Test
  void readExactlyAtTheEndGivesWhatCameInTheError() {
    with(
        () -> {
          feed("abc");
          reader.feedEof();
          IncompleteReadError end =
              catchThrowableOfType(IncompleteReadError.class, () -> reader.readExactly(5));
          assertThat(text(end.partial())).isEqualTo("abc");
          assertThat(end.expected()).isEqualTo(5);
          assertThat(end).hasMessageContaining("3 of 5");
          assertThat(reader.readExactly(0)).isEmpty();
        });
  }

  @Test
  void aNegativeNumberIsRefusedByReadExactly() {
    with(
        () ->
            assertThatThrownBy(() -> reader.readExactly(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was -1"));
  }

  @Test
  void aLimitMustBePositive() {
    assertThatThrownBy(() -> StreamOptions.defaults().limit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was 0");
  }

  @Test
  void iterationGivesLinesUntilTheEnd() {
    with(
        () -> {
          feed("one\ntwo\nthree");
          reader.feedEof();
          List<String> lines = new ArrayList<>();
          for (byte[] line : reader) {
            lines.add(text(line));
          }
          assertThat(lines).containsExactly("one\n", "two\n", "three");
        });
  }

  @Test
  void aSecondCoroutineThatWaitsIsRefused() {
    with(
        () -> {
          Task<byte[]> first = createTask(() -> reader.read(1));
          sleep(0);
          assertThatThrownBy(() -> reader.readLine())
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining(
                  "readUntil() called while another coroutine is already waiting");
          feed("x");
          assertThat(text(await(first))).isEqualTo("x");
        });
  }

  @Test
  void aCancelledReadLosesNoBytes() {
    with(
        () -> {
          feed("half");
          Task<byte[]> reading = createTask(() -> reader.readLine());
          sleep(0);
          reading.cancel();
          assertThatThrownBy(() -> await(reading)).isInstanceOf(CancelledError.class);
          feed(" line\n");
          assertThat(text(reader.readLine())).isEqualTo("half line\n");
        });
  }

  @Test
  void bytesThatComeAsTheReadIsCancelledAreForTheNext() {
    with(
        () -> {
          Task<byte[]> reading = createTask(() -> reader.read(10));
          sleep(0);
          feed("late");
          reading.cancel();
          assertThatThrownBy(() -> await(reading)).isInstanceOf(CancelledError.class);
          assertThat(text(reader.read(10))).isEqualTo("late");
        });
  }

  @Test
  void aFailureWakesWhoReadsAndStays() {
    with(
        () -> {
          Task<byte[]> reading = createTask(() -> reader.readLine());
          sleep(0);
          feed("lost");
          reader.fail(new IOException("cut"));
          assertThatThrownBy(() -> await(reading))
              .isInstanceOf(IOException.class)
              .hasMessage("cut");
          assertThatThrownBy(() -> reader.read(1)).hasMessage("cut");
          assertThatThrownBy(() -> reader.readExactly(1)).hasMessage("cut");
          assertThatThrownBy(() -> reader.readUntil()).hasMessage("cut");
        });
  }

  @Test
  void theSocketRestsAboveTwiceTheLimitUntilTheLimit() {
    with(
        10,
        () -> {
          feed("x".repeat(20));
          assertThat(socket).isEmpty();
          feed("x");
          assertThat(socket).containsExactly("pause");
          reader.read(10);
          assertThat(socket).containsExactly("pause");
          reader.read(1);
          assertThat(socket).containsExactly("pause", "resume");
        });
  }

  @Test
  void whoWantsMoreThanTheLimitAtOnceKeepsTheSocketGoing() {
    with(
        10,
        () -> {
          Task<byte[]> reading = createTask(() -> reader.readExactly(50));
          for (int i = 0; i < 2; i++) {
            feed("x".repeat(25));
            sleep(0);
          }
          assertThat(await(reading)).hasSize(50);
          assertThat(socket).containsExactly("pause", "resume", "pause", "resume");
        });
  }

  @Test
  void linesOfAnySizesComeOutAsTheyWentIn() {
    with(
        1 << 20,
        () -> {
          StringBuilder all = new StringBuilder();
          List<String> lines = new ArrayList<>();
          for (int i = 0; i < 3000; i++) {
            String line = "x".repeat(i * 7919 % 500) + "\n";
            lines.add(line);
            all.append(line);
          }
          int at = 0;
          for (String line : lines) {
            while (reader.buffered() < line.length()) {
              int next = Math.min(all.length(), at + 777);
              feed(all.substring(at, next));
              at = next;
            }
            assertThat(text(reader.readLine())).isEqualTo(line);
          }
          assertThat(reader.buffered()).isZero();
        });
  }
}
