package io.miniredis.it.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All case files of the class path. */
final class CaseFiles {
  private CaseFiles() {}

  /** The cases by file, {@code string/set}, in alphabetical order. */
  static Map<String, List<Case>> all() {
    Path root = root();
    Map<String, List<Case>> out = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".case")).toList()) {
        String file = root.relativize(path).toString().replace('\\', '/').replace(".case", "");
        out.put(file, CaseFile.parse(file, Files.readAllLines(path, StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  private static Path root() {
    try {
      URI uri = Objects.requireNonNull(CaseFiles.class.getResource("/conformance")).toURI();
      return Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
