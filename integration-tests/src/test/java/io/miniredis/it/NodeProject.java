package io.miniredis.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder of {@code src/test/node} with its packages installed by {@code npm ci}, in a copy below
 * {@code target}. What its lock file names is fetched once.
 */
public final class NodeProject {
  private static final long PATIENCE_SECONDS = 120;

  private final Path directory;
  private final Path node;

  private NodeProject(Path directory, Path node) {
    this.directory = directory;
    this.node = node;
  }

  /** What a program printed, standard error included, and how it ended. */
  public record Outcome(int code, String output) {}

  /**
   * Ends the test where node or npm is missing or too old, or where the packages cannot be had.
   *
   * @param name of the folder
   * @param oldest the first version of node that will do, {@code 18}
   */
  public static NodeProject of(String name, int oldest) {
    Path node = Needs.program("node");
    Path npm = Needs.program("npm");
    Path module = Path.of(System.getProperty("mini-redis.root", "."), "integration-tests");
    Path directory = module.resolve("target").resolve("node").resolve(name);
    try {
      Files.createDirectories(directory);
      Outcome version = run(directory, List.of(node.toString(), "--version"));
      int major = Integer.parseInt(version.output().replaceAll("(?s)v(\\d+)\\..*", "$1").strip());
      Needs.that(major >= oldest, "node " + oldest + " or newer is needed, not " + major);
      copy(module.resolve("src/test/node").resolve(name), directory);
      install(directory, npm);
      return new NodeProject(directory, node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a script of the project until it ends. */
  public Outcome run(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(node.toString(), script));
    command.addAll(Arrays.asList(arguments));
    try {
      return run(directory, command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void install(Path directory, Path npm) throws IOException {
    Path lock = directory.resolve("package-lock.json");
    Path installed = directory.resolve("node_modules").resolve("installed-lock.json");
    if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
      return;
    }
    List<String> command =
        List.of(
            npm.toString(), "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund");
    Outcome outcome = run(directory, command);
    Needs.that(
        outcome.code() == 0,
        "`npm ci` of " + directory.getFileName() + " needs npm's registry:\n" + outcome.output());
    Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Outcome run(Path directory, List<String> command) throws IOException {
    Path printed = Files.createTempFile("node", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            command + " still ran after " + PATIENCE_SECONDS + " s:\n" + Files.readString(printed));
      }
      return new Outcome(process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      Files.delete(printed);
    }
  }
}
