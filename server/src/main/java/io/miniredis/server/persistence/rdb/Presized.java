package io.miniredis.server.persistence.rdb;

/** How far a count that was read is believed before the bytes have come. */
final class Presized {
  /** Elements that room is made for at once, at most. */
  static final int MOST = 1 << 20;

  private Presized() {}
}
