package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bits of arrays against {@link BitSet}, at all alignments. */
class BitsTest {
  private static final int ROUNDS = 300;

  private final Random random = Seeds.random("BitsTest");
  private byte[] array = {};
  private Slice bytes = new Slice();
  private BitSet model = new BitSet();

  @BeforeEach
  void fill() {
    array = new byte[random.nextInt(40) + 8];
    random.nextBytes(array);
    if (random.nextInt(3) == 0) {
      Arrays.fill(array, (byte) (random.nextBoolean() ? 0 : -1));
      array[random.nextInt(array.length)] ^= (byte) (1 << random.nextInt(8));
    }
    int offset = random.nextInt(5);
    bytes = new Slice().wrap(array, offset, array.length - offset);
    model = model(bytes);
  }

  private static BitSet model(Slice bytes) {
    BitSet set = new BitSet();
    for (int i = 0; i < bytes.length() * 8; i++) {
      set.set(i, (bytes.byteAt(i / 8) & 0x80 >> i % 8) != 0);
    }
    return set;
  }

  private int size() {
    return bytes.length() * 8;
  }

  @Test
  void countsAndFinds() {
    for (int round = 0; round < ROUNDS; round++) {
      fill();
      int first = random.nextInt(size() + 1);
      int end = first + random.nextInt(size() - first + 1);
      assertThat(Bits.count(bytes, first, end)).isEqualTo(model.get(first, end).cardinality());
      int set = model.nextSetBit(first);
      assertThat(Bits.find(bytes, true, first, end)).isEqualTo(set < 0 || set >= end ? -1 : set);
      int clear = model.nextClearBit(first);
      assertThat(Bits.find(bytes, false, first, end)).isEqualTo(clear >= end ? -1 : clear);
    }
  }

  @Test
  void readsAndWritesFields() {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] a = new byte[20];
      random.nextBytes(a);
      int bits = random.nextInt(64) + 1;
      int first = random.nextInt(160 - bits);
      long value = random.nextLong();
      BitSet expected = model(Slice.of(a));
      for (int i = 0; i < bits; i++) {
        expected.set(first + i, (value >>> (bits - 1 - i) & 1) != 0);
      }
      Bits.setField(a, first, bits, value);
      assertThat(model(Slice.of(a))).isEqualTo(expected);
      assertThat(Bits.field(Slice.of(a), first, bits)).isEqualTo(value & -1L >>> (64 - bits));
    }
  }

  @Test
  void aFieldBehindTheEndIsZero() {
    Slice one = Slice.of(new byte[] {-1});
    assertThat(Bits.field(one, 4, 8)).isEqualTo(0xf0);
    assertThat(Bits.field(one, 1L << 40, 64)).isZero();
    assertThat(Bits.get(one, 8)).isFalse();
  }

  @Test
  void combinesStringsOfSeveralLengths() {
    for (int round = 0; round < ROUNDS; round++) {
      fill();
      byte[] target = new byte[bytes.length() + random.nextInt(20)];
      random.nextBytes(target);
      BitSet before = model(Slice.of(target));
      check(target, before, "and", t -> Bits.and(t, bytes), m -> m.and(model));
      check(target, before, "or", t -> Bits.or(t, bytes), m -> m.or(model));
      check(target, before, "xor", t -> Bits.xor(t, bytes), m -> m.xor(model));
      check(target, before, "andNot", t -> Bits.andNot(t, bytes), m -> m.andNot(model));
      check(target, before, "not", Bits::not, m -> m.flip(0, target.length * 8));
    }
  }

  private void check(
      byte[] target, BitSet before, String name, Consumer<byte[]> ours, Consumer<BitSet> theirs) {
    byte[] result = target.clone();
    BitSet expected = (BitSet) before.clone();
    ours.accept(result);
    theirs.accept(expected);
    assertThat(model(Slice.of(result))).as(name).isEqualTo(expected);
  }

  @Test
  void talliesWhatIsSetMoreThanOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] any = new byte[60];
      byte[] many = new byte[60];
      int[] counts = new int[480];
      for (int n = random.nextInt(5); n > 0; n--) {
        fill();
        Bits.tally(any, many, bytes);
        model.stream().forEach(i -> counts[i]++);
      }
      for (int i = 0; i < counts.length; i++) {
        assertThat(Bits.get(Slice.of(any), i)).isEqualTo(counts[i] > 0);
        assertThat(Bits.get(Slice.of(many), i)).isEqualTo(counts[i] > 1);
      }
    }
  }
}
