package io.miniredis.server.pubsub;

import io.miniredis.protocol.Numbers;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message as it goes over the wire: encoded once, and shared by all who get it. RESP2 and RESP3
 * differ in the first byte alone.
 */
final class Message {
  private static final byte[] WORD = bytes("$7\r\nmessage\r\n");
  private static final byte[] PATTERN_WORD = bytes("$8\r\npmessage\r\n");
  private static final byte[] SHARD_WORD = bytes("$8\r\nsmessage\r\n");

  private final byte[] resp3;
  private volatile byte @Nullable [] resp2;
  private int at;

  private Message(int parts, int size) {
    resp3 = new byte[size];
    resp3[0] = '>';
    resp3[1] = (byte) ('0' + parts);
    at = 2;
    endLine();
  }

  /** For those who are subscribed to the channel by its name. */
  static Message of(Kind kind, Slice channel, Slice payload) {
    byte[] word = kind == Kind.SHARD ? SHARD_WORD : WORD;
    Message message = new Message(3, size(word, size(channel), size(payload)));
    message.raw(word);
    message.bulk(channel);
    message.bulk(payload);
    return message;
  }

  /** For those who are subscribed to a pattern that the channel matches. */
  static Message of(Slice pattern, Slice channel, Slice payload) {
    int size = size(PATTERN_WORD, Math.addExact(size(pattern), size(channel)), size(payload));
    Message message = new Message(4, size);
    message.raw(PATTERN_WORD);
    message.bulk(pattern);
    message.bulk(channel);
    message.bulk(payload);
    return message;
  }

  /** Bytes that are the same in both protocols. */
  static Message of(byte[] frame) {
    return new Message(frame);
  }

  private Message(byte[] frame) {
    resp3 = frame;
    resp2 = frame;
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  private static int size(byte[] word, int channel, int payload) {
    return Math.addExact(4 + word.length, Math.addExact(channel, payload));
  }

  private static int size(Slice bulk) {
    return Math.addExact(5 + Numbers.stringSize(bulk.length()), bulk.length());
  }

  private void bulk(Slice bytes) {
    resp3[at] = '$';
    at = Numbers.write(bytes.length(), resp3, at + 1);
    endLine();
    bytes.copyTo(resp3, at);
    at += bytes.length();
    endLine();
  }

  private void raw(byte[] bytes) {
    System.arraycopy(bytes, 0, resp3, at, bytes.length);
    at += bytes.length;
  }

  private void endLine() {
    resp3[at] = '\r';
    resp3[at + 1] = '\n';
    at += 2;
  }

  /** The number of its bytes in either protocol. */
  int length() {
    return resp3.length;
  }

  /** The bytes in a protocol, 2 or 3; the same array for all who ask. Not to be written to. */
  byte[] frame(int protocol) {
    if (protocol == 3) {
      return resp3;
    }
    byte[] frame = resp2;
    if (frame == null) {
      frame = resp3.clone();
      frame[0] = '*';
      resp2 = frame; // two loops may do this at once: either array will do
    }
    return frame;
  }
}
