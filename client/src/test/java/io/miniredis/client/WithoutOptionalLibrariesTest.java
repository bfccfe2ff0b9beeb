package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A program that brings neither Jackson nor Micrometer uses the rest as if they did not exist. */
class WithoutOptionalLibrariesTest {
  @Test
  void aWorkerRunsWithoutJacksonAndMicrometer() throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("jackson") && !entry.contains("micrometer"))
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath, Program.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("handled a");
  }

  /** The program. */
  static final class Program {
    public static void main(String[] arguments) throws Exception {
      try (TestServer server = new TestServer();
          MiniRedisQueues queues = server.connect()) {
        Queue<String> queue = queues.queue("q", Codec.string());
        queue.put("a");
        try (Worker worker =
            Worker.builder(queue, job -> System.out.println("handled " + job.payload())).start()) {
          if (!queue.join(Duration.ofSeconds(10))) {
            throw new IllegalStateException("not handled");
          }
        }
      }
    }
  }
}
