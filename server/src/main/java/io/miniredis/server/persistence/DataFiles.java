package io.miniredis.server.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How files with data are opened and spoken of. */
final class DataFiles {
  private DataFiles() {}

  /**
   * Opens a file to read it.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException otherwise, with a line that names the file and says why
   */
  static FileChannel open(Path file) throws IOException {
    refuseDirectory(file);
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

  /** Refuses what is a directory. */
  static void refuseDirectory(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory where a data file should be");
    }
  }
}
