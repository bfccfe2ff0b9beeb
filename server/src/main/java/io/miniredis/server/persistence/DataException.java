package io.miniredis.server.persistence;

import io.miniredis.server.persistence.rdb.RdbException;
import java.io.IOException;
import java.nio.file.Path;

/** A file whose data cannot be used: the message names the file, the offset and the problem. */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  DataException(Path file, RdbException cause) {
    super(file + ", byte " + cause.offset() + ": " + cause.getMessage(), cause);
  }

  public DataException(Path file, long offset, String problem) {
    super(file + ", byte " + offset + ": " + problem);
  }

  public DataException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
