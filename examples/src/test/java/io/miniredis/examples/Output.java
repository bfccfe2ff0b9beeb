package io.miniredis.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an example prints. */
final class Output {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  PrintStream stream() {
    return out;
  }

  List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** The lines that {@code example} prints. */
  static List<String> of(Example example, String... arguments) throws Exception {
    Output output = new Output();
    example.run(output.stream(), Arguments.of(arguments));
    return output.lines();
  }

  /** The seconds that a line of {@code lines} that begins with {@code label} tells. */
  static double seconds(List<String> lines, String label) {
    for (String line : lines) {
      if (line.startsWith(label)) {
        return Double.parseDouble(line.substring(label.length()).replace("s", "").strip());
      }
    }
    throw new AssertionError("no line begins with " + label + " in " + lines);
  }
}
