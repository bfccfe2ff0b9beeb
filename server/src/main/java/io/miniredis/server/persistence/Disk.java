package io.miniredis.server.persistence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that data is kept in, as far as what survives a crash depends on them: a test puts one
 * in this place that loses what was not forced.
 */
public interface Disk {
  /** The operating system's. */
  static Disk real() {
    return FileDisk.INSTANCE;
  }

  /** A file that is written from its end on. */
  interface Appender extends Closeable {
    /** Writes all bytes of the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when all that was written is on the disk for good. */
    void force() throws IOException;

    /** Cuts the file to a length. */
    void truncate(long length) throws IOException;

    /** Bytes of the file. */
    long size() throws IOException;
  }

  /** Opens a file to append to it; made if it is not there. */
  Appender append(Path file) throws IOException;

  /**
   * Opens a file to read it.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  SeekableByteChannel read(Path file) throws IOException;

  boolean exists(Path file);

  /** The names of a directory's files; none if it is not there. */
  List<String> list(Path directory) throws IOException;

  /** Makes a directory if it is not there. */
  void makeDirectory(Path directory) throws IOException;

  /** Gives a file another's name, whose content is gone then; at once or not at all. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** Returns when the names of a directory's files are on the disk for good. */
  void forceDirectory(Path directory) throws IOException;
}
