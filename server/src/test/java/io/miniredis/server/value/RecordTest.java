package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordTest {
  @Test
  void holdsKeyAndValue() {
    byte[] r = Record.of(Slice.of("key"), Slice.of("value"));
    assertThat(Record.key(r, new Slice())).hasToString("key");
    assertThat(Record.value(r, new Slice())).hasToString("value");
    assertThat(Record.expiry(r)).isEqualTo(Record.NO_EXPIRY);
    assertThat(r).as("nothing but lengths beside the bytes").hasSize(2 + 3 + 5);
  }

  @Test
  void everyPartSurvivesEveryLayout() {
    Random random = Seeds.random("RecordTest");
    for (int round = 0; round < 20_000; round++) {
      byte[] key = bytes(random, random.nextBoolean() ? 300 : 12);
      byte[] value = bytes(random, 40);
      long expiry = random.nextBoolean() ? Record.NO_EXPIRY : random.nextLong() >>> 1;
      boolean access = random.nextBoolean();
      int own = random.nextInt(32) * Record.FIRST_OWN_FLAG;
      int keyOffset = random.nextInt(3);
      byte[] keyArray = new byte[keyOffset + key.length + 2];
      System.arraycopy(key, 0, keyArray, keyOffset, key.length);

      byte[] r =
          Record.create(
              own | (access ? Record.HAS_ACCESS : 0),
              expiry,
              keyArray,
              keyOffset,
              key.length,
              value.length);
      System.arraycopy(value, 0, r, Record.valueOffset(r), value.length);
      int bits = random.nextInt();
      if (access) {
        Record.access(r, bits);
      }
      check(r, own, expiry, access, bits, key, value);

      long other = random.nextBoolean() ? Record.NO_EXPIRY : random.nextLong() >>> 1;
      r = Record.withExpiry(r, other);
      check(r, own, other, access, bits, key, value);

      int length = random.nextInt(60);
      r = Record.resize(r, length);
      check(r, own, other, access, bits, key, Arrays.copyOf(value, length));
      check(Record.headOf(r), own, other, access, bits, key, new byte[0]);
    }
  }

  private static void check(
      byte[] r, int own, long expiry, boolean access, int bits, byte[] key, byte[] value) {
    assertThat(Record.flags(r) & -Record.FIRST_OWN_FLAG).isEqualTo(own);
    assertThat(Record.expiry(r)).isEqualTo(expiry);
    if (access) {
      assertThat(Record.access(r)).isEqualTo(bits);
    }
    assertThat(Record.key(r)).isEqualTo(key);
    assertThat(Record.key(r, new Slice()).toBytes()).isEqualTo(key);
    assertThat(Record.keyEquals(r, key, 0, key.length)).isTrue();
    byte[] longer = Arrays.copyOf(key, key.length + 1);
    assertThat(Record.keyEquals(r, longer, 0, longer.length)).isFalse();
    assertThat(Record.valueLength(r)).isEqualTo(value.length);
    assertThat(Record.value(r, new Slice()).toBytes()).isEqualTo(value);
  }

  private static byte[] bytes(Random random, int bound) {
    byte[] b = new byte[random.nextInt(bound)];
    random.nextBytes(b);
    return b;
  }

  @Test
  void anotherExpiryIsWrittenInPlace() {
    byte[] r = Record.withExpiry(Record.of(Slice.of("k"), Slice.of("v")), 5);
    assertThat(Record.withExpiry(r, 6)).isSameAs(r);
    assertThat(Record.expiry(r)).isEqualTo(6);
    byte[] without = Record.withExpiry(r, Record.NO_EXPIRY);
    assertThat(Record.withExpiry(without, Record.NO_EXPIRY)).isSameAs(without);
  }

  @Test
  void keysThatDifferAreToldApart() {
    byte[] r = Record.of(Slice.of("key"), Slice.of("v"));
    assertThat(Record.keyEquals(r, new byte[] {'k', 'e', 'z'}, 0, 3)).isFalse();
    assertThat(Record.keyEquals(r, new byte[] {'k', 'e'}, 0, 2)).isFalse();
    assertThat(Record.keyEquals(r, new byte[] {'x', 'k', 'e', 'y'}, 1, 3)).isTrue();
  }

  @Test
  void heapBytesCountHeaderAndAlignment() {
    assertThat(Record.heapBytes(new byte[0])).isEqualTo(16);
    assertThat(Record.heapBytes(new byte[8])).isEqualTo(24);
    assertThat(Record.heapBytes(new byte[9])).isEqualTo(32);
  }
}
