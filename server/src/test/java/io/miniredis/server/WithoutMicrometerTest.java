package io.miniredis.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.config.ConfigException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A program that embeds the server without Micrometer: it needs none of it until it asks for the
 * endpoint.
 */
class WithoutMicrometerTest {
  /** Such a program. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      try (MiniRedis server = MiniRedis.start()) {
        System.out.println("serves " + (server.port() > 0));
      }
      try (MiniRedis server = MiniRedis.builder().port(0).config("metrics-port", "1").start()) {
        System.out.println("serves metrics " + (server.port() > 0));
      } catch (ConfigException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  void onlyTheEndpointNeedsIt() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPathWithoutMicrometer(),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output)
        .contains("serves true", "refused: metrics-port needs io.micrometer:")
        .doesNotContain("serves metrics");
  }

  private static String classPathWithoutMicrometer() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("micrometer-"))
        .filter(entry -> !entry.contains("prometheus-"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
