package io.miniredis.server.persistence;

import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.persistence.aof.AofFileCheck;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells what is in an append-only file, and where it is damaged. What is given is one of its files,
 * or the manifest, which names them all. No file is changed: what can be saved of a damaged one
 * goes into a new file beside it.
 */
public final class AofCheck {
  private static final String MANIFEST = ".manifest";

  private final CommandTable commands;
  private final boolean fixes;
  private final Consumer<String> lines;

  private AofCheck(CommandTable commands, boolean fixes, Consumer<String> lines) {
    this.commands = commands;
    this.fixes = fixes;
    this.lines = lines;
  }

  /**
   * Reads all of it.
   *
   * @param commands those that can be done again
   * @param fixes whether what can be saved is written to new files
   * @param lines takes what is told, line by line
   * @return whether everything is whole
   */
  public static boolean check(
      Path file, CommandTable commands, boolean fixes, Consumer<String> lines) {
    AofCheck check = new AofCheck(commands, fixes, lines);
    try {
      return file.toString().endsWith(MANIFEST) ? check.manifest(file) : check.file(file);
    } catch (NoSuchFileException e) {
      lines.accept(e.getFile() + " does not exist");
    } catch (FileAlreadyExistsException e) {
      lines.accept(e.getFile() + " is there already: it is not written over");
    } catch (IOException e) {
      lines.accept(e.getMessage());
    }
    return false;
  }

  private boolean manifest(Path file) throws IOException {
    List<String> names = AofFileCheck.names(file);
    lines.accept(file + ": " + String.join(", ", names));
    boolean whole = true;
    for (String name : names) {
      whole &= file(file.resolveSibling(name));
    }
    return whole;
  }

  private boolean file(Path file) throws IOException {
    try (FileChannel channel = DataFiles.open(file)) {
      if (file.toString().endsWith(".rdb")) {
        return RdbCheck.check(file, lines);
      }
      lines.accept(file + ": " + channel.size() + " bytes");
      AofFileCheck.Outcome outcome = AofFileCheck.read(channel, commands);
      outcome.counts().forEach((name, n) -> lines.accept("  " + name + ": " + n));
      if (outcome.problem() == null) {
        lines.accept("The file is whole.");
        return true;
      }
      lines.accept("DAMAGED: " + file + ", byte " + outcome.problemAt() + ": " + outcome.problem());
      lines.accept(
          outcome.end()
              + " bytes before that are complete commands, "
              + (channel.size() - outcome.end())
              + " are not");
      if (fixes) {
        fix(channel, file, outcome.end());
      }
      return false;
    }
  }

  private void fix(FileChannel from, Path file, long length) throws IOException {
    Path fixed = file.resolveSibling(file.getFileName() + ".fixed");
    try (FileChannel to =
        FileChannel.open(fixed, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      long at = 0;
      while (at < length) {
        at += from.transferTo(at, length - at, to);
      }
      to.force(true);
    }
    lines.accept(
        "What is complete is in "
            + fixed
            + " ("
            + Files.size(fixed)
            + " bytes). To use it, give it"
            + " the name of the damaged file.");
  }
}
