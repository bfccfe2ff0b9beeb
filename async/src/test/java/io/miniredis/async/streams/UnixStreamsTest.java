package io.miniredis.async.streams;

import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.waitFor;
import static io.miniredis.async.streams.Streams.openUnixConnection;
import static io.miniredis.async.streams.Streams.startUnixServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.async.Async;
import io.miniredis.async.AsyncRunnable;
import io.miniredis.async.Coroutine;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixStreamsTest {
  @TempDir Path directory;

  private static void run(AsyncRunnable body) {
    Async.run(() -> waitFor(Coroutine.of(body), Duration.ofSeconds(20)));
  }

  private static void echo(StreamReader reader, StreamWriter writer) throws IOException {
    try (writer) {
      writer.write(reader.readLine());
      writer.drain();
    }
  }

  @Test
  void aUnixSocketCarriesStreamsAndItsFileGoesWithTheServer() {
    Path path = directory.resolve("socket");
    run(
        () -> {
          Server server = startUnixServer(UnixStreamsTest::echo, path);
          assertThat(server.sockets()).containsExactly(UnixDomainSocketAddress.of(path));
          assertThatThrownBy(server::port).hasMessageContaining("no port");
          Connection client = openUnixConnection(path);
          client.writer().write("over a file\n");
          client.writer().writeEof();
          assertThat(new String(client.reader().read(), StandardCharsets.UTF_8))
              .isEqualTo("over a file\n");
          assertThat(client.writer().getExtraInfo("peername"))
              .isEqualTo(UnixDomainSocketAddress.of(path));
          client.close();
          server.close();
          server.waitClosed();
        });
    assertThat(path).doesNotExist();
  }

  @Test
  void theSocketOfAServerThatIsGoneIsReplaced() {
    Path path = directory.resolve("socket");
    run(
        () -> {
          Server first = startUnixServer(UnixStreamsTest::echo, path);
          Server second = startUnixServer(UnixStreamsTest::echo, path);
          Connection client = openUnixConnection(path);
          client.writer().write("x\n");
          assertThat(client.reader().readLine()).hasSize(2);
          second.close();
          first.close();
        });
  }

  @Test
  void aReadOfAUnixSocketThatWasPausedFindsTheEndToo() {
    Path path = directory.resolve("socket");
    StreamOptions small = StreamOptions.defaults().limit(1000);
    run(
        () -> {
          startUnixServer(
              (reader, writer) -> {
                writer.write(new byte[3_000_000]);
                writer.close();
              },
              path);
          Connection client = openUnixConnection(path, small);
          client.reader().readExactly(1);
          sleep(0.01);
          assertThat(client.reader().read()).hasSize(2_999_999);
          assertThat(client.writer().isClosing()).isFalse();
        });
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws IOException {
    Path path = Files.writeString(directory.resolve("precious"), "data");
    run(
        () ->
            assertThatThrownBy(() -> startUnixServer(UnixStreamsTest::echo, path))
                .isInstanceOf(IOException.class));
    assertThat(path).hasContent("data");
  }

  @Test
  void connectingToNobodyFails() {
    run(
        () ->
            assertThatThrownBy(() -> openUnixConnection(directory.resolve("nobody")))
                .isInstanceOf(IOException.class));
  }
}
