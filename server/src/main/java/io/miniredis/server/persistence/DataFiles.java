package io.miniredis.server.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** How files with data are opened, replaced and spoken of. */
final class DataFiles {
  private DataFiles() {}

  /**
   * Opens a file to read it.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException otherwise, with a line that names the file and says why
   */
  static FileChannel open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory where a data file should be");
    }
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw new IOException(file + " cannot be read: permission denied", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Refuses to write where a directory stands. */
  static void refuseDirectory(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + " is a directory where a data file should be");
    }
  }

  /** Puts a finished file, forced to the disk already, in another's place, at once and for good. */
  static void putInPlace(Path fresh, Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + " is a directory where a data file should be");
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory(target.resolveSibling(""));
  }

  /** Makes names in a directory last. Some systems cannot open one; there is nothing to do then. */
  static void forceDirectory(Path directory) throws IOException {
    if (java.io.File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
