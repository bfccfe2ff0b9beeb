package io.miniredis.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A program that embeds the server without Netty's native jars and without flags for the JVM. */
class QuietStartTest {
  /** Such a program. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      try (MiniRedis server = MiniRedis.start()) {
        System.out.println("transport " + server.transport());
      }
    }
  }

  @Test
  void theJvmWarnsOfNothing() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPathWithoutNatives(),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output).contains("transport nio").doesNotContain("WARNING");
  }

  private static String classPathWithoutNatives() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("netty-transport-native-epoll"))
        .filter(entry -> !entry.contains("netty-transport-native-io_uring"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
