package io.miniredis.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Replies that never change, encoded once; for {@link ReplyWriter#simple(byte[])} and {@link
 * ReplyWriter#raw}. Not to be written to.
 */
public final class Replies {
  public static final byte[] OK = encode("+OK");
  public static final byte[] PONG = encode("+PONG");
  public static final byte[] QUEUED = encode("+QUEUED");
  public static final byte[] RESET = encode("+RESET");
  public static final byte[] NONE = encode("+none");
  public static final byte[] STRING = encode("+string");
  public static final byte[] LIST = encode("+list");
  public static final byte[] SET = encode("+set");
  public static final byte[] ZSET = encode("+zset");
  public static final byte[] HASH = encode("+hash");
  public static final byte[] STREAM = encode("+stream");
  public static final byte[] ZERO = encode(":0");
  public static final byte[] ONE = encode(":1");
  public static final byte[] MINUS_ONE = encode(":-1");
  public static final byte[] MINUS_TWO = encode(":-2");
  public static final byte[] NIL2 = encode("$-1");
  public static final byte[] NIL_ARRAY2 = encode("*-1");
  public static final byte[] NIL3 = encode("_");
  public static final byte[] EMPTY_BULK = encode("$0\r\n");
  public static final byte[] EMPTY_ARRAY = encode("*0");
  public static final byte[] EMPTY_MAP3 = encode("%0");
  public static final byte[] EMPTY_SET3 = encode("~0");

  private Replies() {}

  /** Encodes a reply line of ASCII characters, type byte first, line end left out. */
  public static byte[] encode(String line) {
    return (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
