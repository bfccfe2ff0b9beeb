package io.miniredis.async.streams;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.waitFor;
import static io.miniredis.async.streams.Streams.openConnection;
import static io.miniredis.async.streams.Streams.startServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.async.Async;
import io.miniredis.async.AsyncRunnable;
import io.miniredis.async.CancelledError;
import io.miniredis.async.Coroutine;
import io.miniredis.async.EventLoop;
import io.miniredis.async.Future;
import io.miniredis.async.RuntimeError;
import io.miniredis.async.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Readers and writers over real sockets of this machine. */
class StreamsTest {
  private static final String HERE = "127.0.0.1";

  /** Runs {@code body} in real time; a test that hangs fails. */
  private static void run(AsyncRunnable body) {
    Async.run(() -> waitFor(Coroutine.of(body), Duration.ofSeconds(20)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Both ends of a connection. */
  private record Pair(Server server, Connection client, Connection peer) {
    StreamWriter writer() {
      return client.writer();
    }

    StreamReader reader() {
      return client.reader();
    }
  }

  private static Pair pair(StreamOptions options) throws IOException {
    Future<Connection> accepted = EventLoop.getRunningLoop().createFuture();
    Server server =
        startServer(
            (reader, writer) -> accepted.setResult(new Connection(reader, writer)),
            HERE,
            0,
            options);
    Connection client = openConnection(HERE, server.port(), options);
    return new Pair(server, client, await(accepted));
  }

  private static Pair pair() throws IOException {
    return pair(StreamOptions.defaults());
  }

  @Test
  void whatIsWrittenIsRead() {
    run(
        () -> {
          Pair pair = pair();
          pair.writer().write("ping\n");
          pair.writer().drain();
          assertThat(text(pair.peer().reader().readLine())).isEqualTo("ping\n");
          pair.peer().writer().writelines(List.of(bytes("po"), bytes("ng\n"), bytes("!")));
          assertThat(text(pair.reader().readLine())).isEqualTo("pong\n");
          assertThat(text(pair.reader().readExactly(1))).isEqualTo("!");
        });
  }

  @Test
  void whatIsWrittenGoesOutWithoutADrain() {
    run(
        () -> {
          Pair pair = pair();
          pair.writer().write("x");
          assertThat(text(pair.peer().reader().read(10))).isEqualTo("x");
        });
  }

  @Test
  void writtenBytesAreCopiedAtOnce() {
    run(
        () -> {
          Pair pair = pair();
          byte[] data = bytes("before");
          pair.writer().write(data);
          Arrays.fill(data, (byte) '!');
          pair.writer().write(data, 1, 2);
          assertThat(text(pair.peer().reader().readExactly(8))).isEqualTo("before!!");
          assertThatThrownBy(() -> pair.writer().write(data, 5, 2))
              .isInstanceOf(IndexOutOfBoundsException.class);
        });
  }

  @Test
  void megabytesPassWhole() {
    run(
        () -> {
          Pair pair = pair();
          byte[] data = new byte[5_000_000];
          for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 31 >> 3);
          }
          Task<byte[]> reading = createTask(() -> pair.peer().reader().readExactly(data.length));
          pair.writer().write(data);
          pair.writer().drain();
          assertThat(Arrays.equals(await(reading), data)).isTrue();
        });
  }

  @Test
  void drainWaitsUntilThePeerReads() {
    run(
        () -> {
          Pair pair = pair(StreamOptions.defaults().limit(1024));
          byte[] data = new byte[20_000_000];
          pair.writer().write(data);
          Task<?> draining = createTask(() -> pair.writer().drain());
          sleep(0.05);
          assertThat(draining.done()).isFalse();
          assertThat(pair.writer().getWriteBufferSize()).isPositive().isLessThan(data.length);
          pair.peer().reader().readExactly(data.length);
          await(draining);
          assertThat(pair.writer().getWriteBufferSize())
              .isLessThanOrEqualTo(pair.writer().getWriteBufferLimits()[0]);
        });
  }

  @Test
  void drainReturnsAtOnceBelowTheHighWaterMark() {
    run(
        () -> {
          Pair pair = pair();
          boolean[] otherRan = {false};
          createTask(
              () -> {
                otherRan[0] = true;
              });
          pair.writer().write(new byte[1000]);
          pair.writer().drain();
          assertThat(otherRan[0]).isFalse();
        });
  }

  @Test
  void aCancelledDrainLeavesTheOthersWaiting() {
    run(
        () -> {
          Pair pair = pair(StreamOptions.defaults().limit(1024));
          pair.writer().write(new byte[20_000_000]);
          Task<?> first = createTask(() -> pair.writer().drain());
          Task<?> second = createTask(() -> pair.writer().drain());
          sleep(0.02);
          first.cancel();
          sleep(0);
          assertThat(first.cancelled()).isTrue();
          assertThat(second.done()).isFalse();
          pair.peer().reader().readExactly(20_000_000);
          await(second);
        });
  }

  @Test
  void theWaterMarksCanBeSetAndAreChecked() {
    run(
        () -> {
          StreamWriter writer = pair().writer();
          assertThat(writer.getWriteBufferLimits()).containsExactly(16 * 1024, 64 * 1024);
          writer.setWriteBufferLimits(1000);
          assertThat(writer.getWriteBufferLimits()).containsExactly(250, 1000);
          writer.setWriteBufferLimits(0, 0);
          assertThat(writer.getWriteBufferLimits()).containsExactly(0, 0);
          assertThatThrownBy(() -> writer.setWriteBufferLimits(1, 2))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("high (1) must be >= low (2)");
        });
  }

  @Test
  void aHighWaterMarkOfZeroDrainsToTheLastByte() {
    run(
        () -> {
          Pair pair = pair();
          pair.writer().setWriteBufferLimits(0);
          pair.writer().write("x");
          pair.writer().drain();
          assertThat(pair.writer().getWriteBufferSize()).isZero();
        });
  }

  @Test
  void theSocketIsNotReadWhileTheReaderHoldsTwiceItsLimit() {
    run(
        () -> {
          Pair pair = pair(StreamOptions.defaults().limit(1000));
          pair.writer().write(new byte[10_000_000]);
          sleep(0.05);
          // Netty reads up to 64 KiB at once, so that much may lie above it.
          assertThat(pair.peer().reader().buffered()).isBetween(2001, 2000 + 65536);
          assertThat(pair.peer().reader().readExactly(10_000_000)).hasSize(10_000_000);
        });
  }

  @Test
  void theEndIsReadAndTheOtherDirectionStaysOpen() {
    run(
        () -> {
          Pair pair = pair();
          assertThat(pair.writer().canWriteEof()).isTrue();
          pair.writer().write("question");
          pair.writer().writeEof();
          assertThat(text(pair.peer().reader().read())).isEqualTo("question");
          assertThat(pair.peer().reader().atEof()).isTrue();
          pair.peer().writer().write("answer");
          pair.peer().close();
          assertThat(text(pair.reader().read())).isEqualTo("answer");
        });
  }

  @Test
  void theEndComesAfterAllThatWasWrittenBefore() {
    run(
        () -> {
          Pair pair = pair(StreamOptions.defaults().limit(1024));
          pair.writer().write(new byte[10_000_000]);
          pair.writer().writeEof();
          assertThat(pair.peer().reader().read()).hasSize(10_000_000);
        });
  }

  @Test
  void afterItsEndNothingMoreCanBeWritten() {
    run(
        () -> {
          StreamWriter writer = pair().writer();
          writer.writeEof();
          writer.writeEof();
          assertThatThrownBy(() -> writer.write("x"))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("after writeEof()");
        });
  }

  @Test
  void closingSendsWhatWasWritten() {
    run(
        () -> {
          Pair pair = pair(StreamOptions.defaults().limit(1024));
          pair.writer().write(new byte[10_000_000]);
          pair.writer().close();
          assertThat(pair.writer().isClosing()).isTrue();
          assertThat(pair.peer().reader().read()).hasSize(10_000_000);
          pair.writer().waitClosed();
        });
  }

  @Test
  void abortingDropsWhatWasNotSent() {
    run(
        () -> {
          Pair pair = pair(StreamOptions.defaults().limit(1024));
          pair.writer().write(new byte[20_000_000]);
          pair.writer().abort();
          pair.writer().waitClosed();
          assertThat(pair.writer().getWriteBufferSize()).isZero();
          assertThat(pair.peer().reader().read().length).isLessThan(20_000_000);
        });
  }

  @Test
  void closingEndsTheOwnReadsAndASecondCloseIsNoError() {
    run(
        () -> {
          Pair pair = pair();
          Task<byte[]> reading = createTask(() -> pair.reader().readLine());
          sleep(0);
          pair.writer().close();
          pair.writer().close();
          assertThat(await(reading)).isEmpty();
          pair.writer().waitClosed();
          pair.writer().waitClosed();
        });
  }

  @Test
  void writingAfterCloseIsDroppedAndDrainTells() {
    run(
        () -> {
          Pair pair = pair();
          pair.writer().close();
          pair.writer().write("dropped");
          assertThatThrownBy(
                  () -> {
                    sleep(0);
                    pair.writer().drain();
                  })
              .isInstanceOf(ConnectionResetError.class);
          assertThat(pair.peer().reader().read()).isEmpty();
        });
  }

  @Test
  void aCancelledWaitForTheCloseCancelsNobodyElses() {
    run(
        () -> {
          Pair pair = pair();
          Task<?> first = createTask(() -> pair.writer().waitClosed());
          Task<?> second = createTask(() -> pair.writer().waitClosed());
          sleep(0);
          first.cancel();
          sleep(0);
          assertThat(second.done()).isFalse();
          pair.writer().close();
          await(second);
        });
  }

  /** A server whose one connection is reset after it has read {@code count} bytes. */
  private static ServerSocket resetting(int count) throws IOException {
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName(HERE));
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = listener.accept()) {
                socket.getInputStream().readNBytes(count);
                socket.setSoLinger(true, 0);
              } catch (IOException problem) {
                throw new AssertionError(problem);
              }
            });
    return listener;
  }

  @Test
  void aResetOfThePeerReachesWhoReads() throws IOException {
    try (ServerSocket listener = resetting(1)) {
      run(
          () -> {
            Connection connection = openConnection(HERE, listener.getLocalPort());
            connection.writer().write("x");
            assertThatThrownBy(() -> connection.reader().read(1))
                .isInstanceOf(ConnectionResetError.class)
                .hasMessageContaining("reset");
            assertThat(connection.writer().isClosing()).isTrue();
            assertThatThrownBy(() -> connection.writer().drain())
                .isInstanceOf(ConnectionResetError.class);
            assertThatThrownBy(() -> connection.writer().waitClosed())
                .isInstanceOf(ConnectionResetError.class);
          });
    }
  }

  @Test
  void aResetOfThePeerReachesWhoDrains() throws IOException {
    try (ServerSocket listener = resetting(1)) {
      run(
          () -> {
            Connection connection = openConnection(HERE, listener.getLocalPort());
            assertThatThrownBy(
                    () -> {
                      for (; ; ) {
                        connection.writer().write(new byte[100_000]);
                        connection.writer().drain();
                        sleep(0);
                      }
                    })
                .isInstanceOf(ConnectionResetError.class);
          });
    }
  }

  @Test
  void aCancelledReadCanBeRepeated() {
    run(
        () -> {
          Pair pair = pair();
          Task<byte[]> reading = createTask(() -> pair.reader().readLine());
          sleep(0);
          reading.cancel();
          assertThatThrownBy(() -> await(reading)).isInstanceOf(CancelledError.class);
          pair.peer().writer().write("line\n");
          assertThat(text(pair.reader().readLine())).isEqualTo("line\n");
        });
  }

  @Test
  void theNamesOfBothEndsAreKnown() {
    run(
        () -> {
          Pair pair = pair();
          InetSocketAddress peer = (InetSocketAddress) pair.writer().getExtraInfo("peername");
          assertThat(peer.getPort()).isEqualTo(pair.server().port());
          assertThat(pair.writer().getExtraInfo("sockname"))
              .isEqualTo(pair.peer().writer().getExtraInfo("peername"));
          assertThat(pair.writer().getExtraInfo("socket")).isNotNull();
          assertThat(pair.writer().getExtraInfo("ssl_object")).isNull();
          assertThat(pair.writer().getExtraInfo("no such thing")).isNull();
        });
  }

  @Test
  void connectingToNobodyIsRefused() {
    run(
        () -> {
          int free;
          try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
            free = socket.getLocalPort();
          }
          assertThatThrownBy(() -> openConnection(HERE, free)).isInstanceOf(ConnectException.class);
          assertThatThrownBy(() -> openConnection("x".repeat(64) + ".invalid", 1))
              .isInstanceOf(UnknownHostException.class);
        });
  }

  @Test
  void withoutALoopThereAreNoStreams() {
    assertThatThrownBy(() -> openConnection(HERE, 1))
        .isInstanceOf(RuntimeError.class)
        .hasMessageContaining("no running event loop");
  }

  @Test
  void aNameIsLookedUp() {
    run(
        () -> {
          Server server = startServer((reader, writer) -> writer.close(), "localhost", 0);
          try (Connection connection = openConnection("localhost", server.port())) {
            assertThat(connection.reader().read()).isEmpty();
          }
        });
  }

  @Test
  void aLoopThatClosesEndsItsConnections() {
    StreamWriter[] left = {null};
    run(() -> left[0] = pair().writer());
    assertThat(left[0].isClosing()).isTrue();
  }
}
