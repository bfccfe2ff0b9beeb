package io.miniredis.client;

import java.nio.charset.StandardCharsets;

/**
 * How payloads become bytes and again what they were. Safe for use by several threads.
 *
 * @param <T> what the program calls a payload
 * @see JsonCodec
 */
public interface Codec<T> {
  /**
   * The bytes of a payload.
   *
   * @throws Exception if it cannot be written; the caller of put sees a {@link QueueCodecException}
   */
  byte[] encode(T payload) throws Exception;

  /**
   * The payload that bytes stand for.
   *
   * @throws Exception if they stand for none. A {@link Worker} treats that as a failed attempt;
   *     {@link Queue#get()} fails the job on the server, and throws a {@link QueueCodecException}
   */
  T decode(byte[] bytes) throws Exception;

  /** Bytes as they are. They are not copied. */
  static Codec<byte[]> bytes() {
    return new Codec<>() {
      @Override
      public byte[] encode(byte[] payload) {
        return payload;
      }

      @Override
      public byte[] decode(byte[] bytes) {
        return bytes;
      }
    };
  }

  /** Text in UTF-8. */
  static Codec<String> string() {
    return new Codec<>() {
      @Override
      public byte[] encode(String payload) {
        return payload.getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
      }
    };
  }
}
