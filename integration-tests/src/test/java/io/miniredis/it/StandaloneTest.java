package io.miniredis.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program from outside: what it prints, how it ends, and what it says to a wrong command line.
 */
class StandaloneTest {
  @Test
  void oneLineTellsThatItIsReadyAndNothingWarns() {
    try (MiniRedisProcess server = MiniRedisProcess.start()) {
      assertThat(server.log().lines().filter(line -> line.contains("eady")))
          .singleElement()
          .asString()
          .contains(Integer.toString(server.port()));
      assertThat(server.log()).doesNotContainIgnoringCase("warn").doesNotContain("SLF4J");
    }
  }

  @Test
  void sigtermEndsItCleanly() {
    try (MiniRedisProcess server = MiniRedisProcess.start()) {
      assertThat(server.terminate()).isZero();
      assertThat(server.log()).doesNotContain("Exception");
    }
  }

  @Test
  void aTakenPortIsOneClearLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        MiniRedisProcess server =
            MiniRedisProcess.launch(
                "--bind", "127.0.0.1", "--port", Integer.toString(taken.getLocalPort()))) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.log().lines())
          .filteredOn(line -> line.contains(Integer.toString(taken.getLocalPort())))
          .hasSize(1);
      assertThat(server.log()).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }

  @Test
  void anUnknownSettingIsNamedAndRefused() {
    try (MiniRedisProcess server = MiniRedisProcess.launch("--no-such-setting", "1")) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.log()).contains("no-such-setting").doesNotContain("\tat ");
    }
  }

  @Test
  void aBadValueIsNamedAndRefused() {
    try (MiniRedisProcess server = MiniRedisProcess.launch("--maxclients", "many")) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.log()).contains("maxclients").doesNotContain("\tat ");
    }
  }

  @Test
  void aConfigurationFileThatIsNotThereIsNamed() {
    Path absent = Path.of("no-such-directory", "redis.conf");
    try (MiniRedisProcess server = MiniRedisProcess.launchWithFile(absent)) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.log()).contains("no-such-directory").doesNotContain("\tat ");
    }
  }

  @Test
  void aConfigurationFileOfRedisIsReadAndTheCommandLineWins(@TempDir Path directory)
      throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("redis.conf"),
            """
            # as Debian ships it
            bind 127.0.0.1 -::1
            port 1
            tcp-backlog 511
            timeout 0
            databases 4
            requirepass "se cret"
            save ""
            """);

    try (MiniRedisProcess server = MiniRedisProcess.startWithFile(file)) {
      assertThat(server.log()).contains(Integer.toString(server.port()));
    }
  }
}
