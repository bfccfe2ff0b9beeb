package io.miniredis.client;

import java.nio.charset.StandardCharsets;

/**
 * A job as the server handed it out.
 *
 * @param key the key of its queue
 * @param deliveries the number of this delivery, from 1: what acknowledgements are fenced with
 */
record RawJob(byte[] key, String id, byte[] payload, int deliveries) {
  <T> Job<T> decode(Codec<T> codec) {
    String queue = new String(key, StandardCharsets.UTF_8);
    try {
      return new Job<>(queue, id, codec.decode(payload), deliveries);
    } catch (Exception e) {
      throw new QueueCodecException("job " + id + " of " + queue + " cannot be read", e);
    }
  }
}
