package io.miniredis.server.config;

import io.miniredis.server.value.GlobPattern;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paths with patterns in their names, as a shell expands them. */
final class PathPattern {
  private PathPattern() {}

  /**
   * The files and directories that a path means, in alphabetical order. Without a pattern it means
   * itself, there or not; with one it may mean none.
   */
  static List<Path> expand(String path) throws IOException {
    if (!isPattern(path)) {
      return List.of(Path.of(path));
    }
    List<Path> found = List.of(Path.of(path.startsWith("/") ? "/" : ""));
    for (String name : path.split("/+")) {
      if (!name.isEmpty()) {
        List<Path> next = new ArrayList<>();
        for (Path directory : found) {
          next.addAll(isPattern(name) ? matching(directory, name) : existing(directory, name));
        }
        found = next;
      }
    }
    return found;
  }

  private static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  private static List<Path> existing(Path directory, String name) {
    Path file = directory.resolve(name);
    return Files.exists(file) ? List.of(file) : List.of();
  }

  private static List<Path> matching(Path directory, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries =
          Files.newDirectoryStream(directory, entry -> matches(pattern, entry))) {
        entries.forEach(found::add);
      }
    }
    found.sort(null);
    return found;
  }

  private static boolean matches(String pattern, Path entry) {
    String name = String.valueOf(entry.getFileName());
    byte[] p = RawText.encode(pattern);
    byte[] n = RawText.encode(name);
    return GlobPattern.matches(p, 0, p.length, n, 0, n.length, false)
        && (!name.startsWith(".") || pattern.startsWith("."));
  }
}
