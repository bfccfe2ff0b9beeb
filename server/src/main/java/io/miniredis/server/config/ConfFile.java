package io.miniredis.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads redis.conf files: a directive a line, empty lines and those that begin with # left out.
 * {@code include} is followed where it stands; its path may hold patterns, and a relative one
 * starts from the working directory, as with Redis.
 */
public final class ConfFile {
  private static final int DEEPEST_INCLUDE = 16;

  private final List<Directive> directives = new ArrayList<>();

  private ConfFile() {}

  /**
   * The directives of a file and of what it includes.
   *
   * @throws ConfigException if a file cannot be read or a line not be understood
   */
  public static List<Directive> read(Path file) {
    ConfFile reader = new ConfFile();
    reader.takeFile(file, 0);
    return reader.directives;
  }

  /**
   * The directives of a stream.
   *
   * @param name what to call it in errors
   */
  public static List<Directive> read(String name, InputStream in) {
    ConfFile reader = new ConfFile();
    try {
      reader.takeLines(name, in.readAllBytes(), 0);
    } catch (IOException e) {
      throw new ConfigException("cannot read " + name + ": " + reason(e));
    }
    return reader.directives;
  }

  /** What an {@code include} on the command line brings. */
  static List<Directive> included(Directive include) {
    ConfFile reader = new ConfFile();
    reader.include(include, 0);
    return reader.directives;
  }

  private void takeFile(Path file, int depth) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ConfigException("cannot read " + file + ": " + reason(e));
    }
    takeLines(file.toString(), bytes, depth);
  }

  private void takeLines(String name, byte[] bytes, int depth) {
    int number = 0;
    for (byte[] line : lines(bytes)) {
      number++;
      List<String> words = isComment(line) ? List.of() : Words.split(line);
      if (words == null) {
        throw new ConfigException(
            name + ":" + number + ": unbalanced quotes in '" + visible(line) + "'");
      }
      if (!words.isEmpty()) {
        Directive directive =
            new Directive(name + ":" + number, words.get(0), words.subList(1, words.size()));
        take(directive, depth);
      }
    }
  }

  private void take(Directive directive, int depth) {
    if (directive.name().equals("include")) {
      include(directive, depth);
    } else {
      directives.add(directive);
    }
  }

  private void include(Directive directive, int depth) {
    if (directive.args().size() != 1) {
      throw directive.refusedAsIs("wrong number of arguments");
    }
    if (depth == DEEPEST_INCLUDE) {
      throw directive.refusedAsIs("files include each other more than " + depth + " deep");
    }
    for (Path file : files(directive)) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw directive.refusedAsIs(
            Files.exists(file) ? "this file cannot be read" : "there is no such file");
      }
      takeFile(file, depth + 1);
    }
  }

  private static List<Path> files(Directive directive) {
    try {
      return PathPattern.expand(directive.args().get(0));
    } catch (InvalidPathException | IOException e) {
      throw directive.refusedAsIs("this path cannot be read");
    }
  }

  /** The lines of a file, without their line feeds. */
  static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, start, i));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(Arrays.copyOfRange(bytes, start, bytes.length));
    }
    return lines;
  }

  static boolean isComment(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && (b < '\t' || b > '\r')) {
        return b == '#';
      }
    }
    return true;
  }

  /** A line for an error message, up to its first word if the rest may be a secret. */
  private static String visible(byte[] line) {
    String text = RawText.decode(line).strip();
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    Setting<?> setting = Settings.find(text.substring(0, end));
    return setting == null || setting.secret() ? text.substring(0, end) + " ..." : text;
  }

  /** Why a file could not be read or written, in a few words. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }
}
