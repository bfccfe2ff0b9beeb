package io.miniredis.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a writer holds, in one piece. */
final class Written {
  private Written() {}

  static byte[] bytes(ReplyWriter writer) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < writer.chunks(); i++) {
      all.write(writer.chunk(i), 0, writer.chunkLength(i));
    }
    return all.toByteArray();
  }

  static String text(ReplyWriter writer) {
    return new String(bytes(writer), StandardCharsets.ISO_8859_1);
  }
}
