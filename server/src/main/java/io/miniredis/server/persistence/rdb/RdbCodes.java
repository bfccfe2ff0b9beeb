package io.miniredis.server.persistence.rdb;

/** The numbers of the format: how lengths and strings are coded, what stands between keys. */
public final class RdbCodes {
  /** What a file begins with; four digits of its version follow. */
  static final String MAGIC = "REDIS";

  /** The version that is written: what Redis 7.0 reads. */
  public static final int VERSION = 10;

  /** The version that knows hash fields with an expiry: Redis 7.4's. */
  public static final int VERSION_OF_FIELD_EXPIRY = 12;

  /** The newest version that is read. */
  public static final int NEWEST_VERSION = 12;

  static final int LENGTH_6_BITS = 0;
  static final int LENGTH_14_BITS = 1;
  static final int LENGTH_ENCODED = 3;
  static final int LENGTH_32_BITS = 0x80;
  static final int LENGTH_64_BITS = 0x81;
  static final int INT_8 = 0;
  static final int INT_16 = 1;
  static final int INT_32 = 2;
  static final int LZF = 3;

  static final int SLOT_INFO = 244;

  /** A library of functions: its source as a string. */
  public static final int FUNCTION = 245;

  /** A function as release candidates of Redis 7.0 wrote it. */
  public static final int FUNCTION_OF_A_CANDIDATE = 246;

  static final int MODULE_AUX = 247;
  static final int IDLE = 248;
  static final int FREQUENCY = 249;
  static final int AUX = 250;
  static final int RESIZE = 251;
  static final int EXPIRY_MILLIS = 252;
  static final int EXPIRY_SECONDS = 253;
  static final int SELECT = 254;
  static final int END = 255;

  private RdbCodes() {}
}
