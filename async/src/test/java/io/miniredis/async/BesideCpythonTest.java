package io.miniredis.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs of sleeping, queues, locks, events, timeouts and cancellation do the same steps
 * in the same order at the same times as in CPython. Needs a python3 of version 3.11 or newer.
 */
class BesideCpythonTest {
  private static final int PROGRAMS = 300;
  private static final List<String> OPERATIONS =
      List.of(
          "sleep",
          "sleep",
          "put",
          "put",
          "get",
          "getwithin",
          "lock",
          "lockwithin",
          "semaphore",
          "set",
          "clear",
          "wait",
          "cancel",
          "cancel",
          "await",
          "shield",
          "gather",
          "first",
          "completed",
          "nested");

  /** What is only there, or only so, from CPython 3.13 on. */
  private static final List<String> NEWER =
      List.of(
          "group",
          "group",
          "condition",
          "condition",
          "notify",
          "barrier",
          "barrier",
          "reset",
          "shutdown",
          "join",
          "done",
          "waitfor",
          "waitfortask",
          "uncancel");

  @TempDir Path folder;

  @Test
  void randomProgramsTakeTheSameTurnsAsInCpython() throws Exception {
    long seed = Long.getLong("async.seed", System.nanoTime());
    Random random = new Random(seed);
    assumeTrue(hasPython(11), "skipped: there is no python3 of version 3.11 or newer");
    List<String> operations = new ArrayList<>(OPERATIONS);
    if (hasPython(13)) {
      operations.addAll(NEWER);
    }
    List<List<String>> programs = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      programs.add(program(random, operations));
    }
    List<String> theirs = inPython(programs);
    for (int i = 0; i < PROGRAMS; i++) {
      List<String> program = programs.get(i);
      assertThat(RandomProgram.run(program))
          .as("program %d of seed %d:%n%s%n", i, seed, String.join("\n", program))
          .isEqualTo(theirs.get(i));
    }
  }

  private static List<String> program(Random random, List<String> operations) {
    List<String> tasks = new ArrayList<>();
    for (int t = 2 + random.nextInt(4); t > 0; t--) {
      StringBuilder line = new StringBuilder();
      line.append(random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0);
      for (int op = 1 + random.nextInt(7); op > 0; op--) {
        String name = operations.get(random.nextInt(operations.size()));
        int first =
            name.matches(
                    "sleep|semaphore|gather|first|completed|nested|cancel|await|group|uncancel|waitfortask")
                ? random.nextInt(4)
                : random.nextInt(2);
        line.append(' ').append(name).append(',').append(first);
        line.append(',').append(random.nextInt(4));
      }
      tasks.add(line.toString());
    }
    return tasks;
  }

  private List<String> inPython(List<List<String>> programs) throws Exception {
    Path script = folder.resolve("programs.py");
    try (InputStream source = BesideCpythonTest.class.getResourceAsStream("programs.py")) {
      Files.copy(source, script);
    }
    Path input = folder.resolve("input");
    StringBuilder text = new StringBuilder();
    programs.forEach(p -> text.append(String.join("\n", p)).append("\n.\n"));
    Files.writeString(input, text);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder("python3", script.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    String all = Files.readString(output, StandardCharsets.UTF_8);
    return List.of(all.split("(?m)^\\.\\n"));
  }

  private static boolean hasPython(int minor) throws InterruptedException {
    try {
      return new ProcessBuilder(
                  "python3", "-c", "import sys; sys.exit(sys.version_info < (3, " + minor + "))")
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
