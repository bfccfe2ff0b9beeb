package io.miniredis.server.persistence.rdb;

import java.io.IOException;

/** Bytes that are no valid RDB: damaged, cut off, or of a kind that is not known here. */
public final class RdbException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * @param offset of the byte from which on it is wrong, from 0
   */
  public RdbException(long offset, String problem) {
    super(problem);
    this.offset = offset;
  }

  /** Where it is wrong: the offset of a byte, from 0. */
  public long offset() {
    return offset;
  }
}
