package io.miniredis.server.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.miniredis.protocol.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What clients are told of keys that have changed, as it goes over the wire: in RESP3 a push, in
 * RESP2 a message on a channel. Encoded once, and shared by all who get it.
 */
final class Invalidation {
  private static final byte[] PUSH = ascii(">2\r\n$10\r\ninvalidate\r\n");
  private static final byte[] MESSAGE =
      ascii("*3\r\n$7\r\nmessage\r\n$20\r\n__redis__:invalidate\r\n");

  /** That all keys have changed, as told to a client that uses RESP2. */
  static final Invalidation ALL_2 = new Invalidation(ascii("$-1\r\n"));

  /** That all keys have changed, as told to a client that uses RESP3. */
  static final Invalidation ALL_3 = new Invalidation(ascii("_\r\n"));

  private final byte[] keys;
  private volatile byte @Nullable [] push;
  private volatile byte @Nullable [] message;

  private Invalidation(byte[] keys) {
    this.keys = keys;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  static Invalidation of(List<byte[]> keys) {
    long size = 3L + Numbers.stringSize(keys.size());
    for (byte[] key : keys) {
      size += 5L + Numbers.stringSize(key.length) + key.length;
    }
    byte[] out = new byte[Math.toIntExact(size)];
    int at = head(out, 0, '*', keys.size());
    for (byte[] key : keys) {
      at = head(out, at, '$', key.length);
      System.arraycopy(key, 0, out, at, key.length);
      at = endLine(out, at + key.length);
    }
    return new Invalidation(out);
  }

  /** That the client is gone which was to be told in this one's place. */
  static byte[] brokenRedirection(long id) {
    return ascii(">2\r\n$21\r\ntracking-redir-broken\r\n:" + id + "\r\n");
  }

  private static int head(byte[] out, int at, char type, int number) {
    out[at] = (byte) type;
    return endLine(out, Numbers.write(number, out, at + 1));
  }

  private static int endLine(byte[] out, int at) {
    out[at] = '\r';
    out[at + 1] = '\n';
    return at + 2;
  }

  /** About the number of its bytes. */
  int length() {
    return PUSH.length + keys.length;
  }

  /** For RESP3. Not to be written to. */
  byte[] push() {
    byte[] frame = push;
    if (frame == null) {
      frame = join(PUSH);
      push = frame; // two loops may do this at once: either array will do
    }
    return frame;
  }

  /** For RESP2. Not to be written to. */
  byte[] message() {
    byte[] frame = message;
    if (frame == null) {
      frame = join(MESSAGE);
      message = frame;
    }
    return frame;
  }

  private byte[] join(byte[] head) {
    byte[] frame = new byte[head.length + keys.length];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(keys, 0, frame, head.length, keys.length);
    return frame;
  }
}
