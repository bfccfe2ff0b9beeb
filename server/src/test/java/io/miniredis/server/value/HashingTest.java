package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HashingTest {
  /** SipHash-c-d as the paper writes it down, one byte and one round at a time. */
  private static long sipHash(int c, int d, byte[] message, long k0, long k1) {
    long[] v = {
      k0 ^ 0x736f6d6570736575L,
      k1 ^ 0x646f72616e646f6dL,
      k0 ^ 0x6c7967656e657261L,
      k1 ^ 0x7465646279746573L
    };
    int words = message.length / 8 + 1;
    byte[] padded = new byte[words * 8];
    System.arraycopy(message, 0, padded, 0, message.length);
    padded[padded.length - 1] = (byte) message.length;
    for (int w = 0; w < words; w++) {
      long m = 0;
      for (int i = 7; i >= 0; i--) {
        m = m << 8 | (padded[w * 8 + i] & 0xff);
      }
      v[3] ^= m;
      for (int i = 0; i < c; i++) {
        round(v);
      }
      v[0] ^= m;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < d; i++) {
      round(v);
    }
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

  private static void round(long[] v) {
    v[0] += v[1];
    v[1] = Long.rotateLeft(v[1], 13);
    v[1] ^= v[0];
    v[0] = Long.rotateLeft(v[0], 32);
    v[2] += v[3];
    v[3] = Long.rotateLeft(v[3], 16);
    v[3] ^= v[2];
    v[0] += v[3];
    v[3] = Long.rotateLeft(v[3], 21);
    v[3] ^= v[0];
    v[2] += v[1];
    v[1] = Long.rotateLeft(v[1], 17);
    v[1] ^= v[2];
    v[2] = Long.rotateLeft(v[2], 32);
  }

  @Test
  void theReferenceGivesThePapersVector() {
    byte[] message = new byte[15];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) i;
    }
    assertThat(sipHash(2, 4, message, 0x0706050403020100L, 0x0f0e0d0c0b0a0908L))
        .isEqualTo(0xa129ca6149be45e5L);
  }

  @Test
  void everyLengthAtEveryOffsetIsSipHash13() {
    Random random = Seeds.random("HashingTest");
    for (int length = 0; length < 300; length++) {
      for (int offset = 0; offset < 9; offset++) {
        byte[] message = new byte[length];
        random.nextBytes(message);
        byte[] around = new byte[offset + length + random.nextInt(9)];
        random.nextBytes(around);
        System.arraycopy(message, 0, around, offset, length);
        long k0 = random.nextLong();
        long k1 = random.nextLong();
        assertThat(Hashing.hash(around, offset, length, k0, k1))
            .as("length %d at offset %d", length, offset)
            .isEqualTo(sipHash(1, 3, message, k0, k1));
      }
    }
  }

  @Test
  void theHashIsTheSameThroughoutTheProcess() {
    byte[] a = {1, 2, 3, 4};
    byte[] b = {9, 1, 2, 3, 4, 9};
    assertThat(Hashing.hash(a, 0, 4)).isEqualTo(Hashing.hash(b, 1, 4));
  }
}
