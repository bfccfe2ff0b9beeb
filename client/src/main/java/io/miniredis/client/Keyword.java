package io.miniredis.client;

import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;

/** The commands that this library sends. */
@SuppressWarnings("deprecation") // Lettuce's name(), which every enum has, too
enum Keyword implements ProtocolKeyword {
  CLIENT("CLIENT"),
  CREATE("Q.CREATE"),
  PUT("Q.PUT"),
  MPUT("Q.MPUT"),
  GET("Q.GET"),
  DONE("Q.DONE"),
  FAIL("Q.FAIL"),
  EXTEND("Q.EXTEND"),
  JOIN("Q.JOIN"),
  SHUTDOWN("Q.SHUTDOWN"),
  PAUSE("Q.PAUSE"),
  RESUME("Q.RESUME"),
  LEN("Q.LEN"),
  INFO("Q.INFO"),
  PEEK("Q.PEEK"),
  JOB("Q.JOB"),
  RETRY("Q.RETRY"),
  PURGE("Q.PURGE"),
  RESULT("Q.RESULT"),
  REPEAT("Q.REPEAT"),
  REPEATS("Q.REPEATS"),
  UNREPEAT("Q.UNREPEAT");

  private final String text;
  private final byte[] bytes;

  Keyword(String text) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public byte[] getBytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return text;
  }
}
