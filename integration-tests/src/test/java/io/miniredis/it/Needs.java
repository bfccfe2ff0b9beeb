package io.miniredis.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs from the machine: without it the test is skipped, but fails where CI is set.
 */
public final class Needs {
  private Needs() {}

  /**
   * Ends the test unless {@code present}; {@code message} says what is missing and how to get it.
   */
  public static void that(boolean present, String message) {
    if (present) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(message);
    }
    Assumptions.abort(message);
  }

  /** The program of that name on the PATH. */
  public static Path program(String name) {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    that(found.isPresent(), "no " + name + " on the PATH: install it to run this test");
    return found.orElseThrow();
  }
}
