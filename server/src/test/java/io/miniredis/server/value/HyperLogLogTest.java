package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** HyperLogLogs: both encodings tell the same, and corrupt ones are told from sound ones. */
class HyperLogLogTest {
  private static final long MAX_SPARSE = 3000;

  private static Slice view(StringValue hll) {
    return hll.view(new Slice());
  }

  private static byte[] registers(StringValue hll) {
    byte[] registers = new byte[HyperLogLog.REGISTERS];
    assertThat(HyperLogLog.merge(view(hll), registers)).isTrue();
    return registers;
  }

  @Test
  void hashesAsEveryMurmurHash64A() {
    assertThat(MurmurHash.hash(Slice.of(""), 0)).isZero();
    assertThat(MurmurHash.hash(Slice.of("hello"), 0)).isEqualTo(0x1e68d17c457bf117L);
  }

  @Test
  void raisesRegistersOfBothEncodingsAlike() {
    Random random = Seeds.random("HyperLogLogTest");
    StringValue sparse = HyperLogLog.create();
    StringValue dense = HyperLogLog.create();
    assertThat(HyperLogLog.toDense(dense)).isTrue();
    byte[] model = new byte[HyperLogLog.REGISTERS];
    int hot = random.nextInt(HyperLogLog.REGISTERS - 40);
    for (int i = 0; i < 5000; i++) {
      int register = random.nextInt(3) == 0 ? random.nextInt(model.length) : hot + i % 40;
      int value = random.nextInt(32) + 1;
      int expected = model[register] < value ? HyperLogLog.CHANGED : HyperLogLog.UNCHANGED;
      model[register] = (byte) Math.max(model[register], value);
      assertThat(HyperLogLog.raise(sparse, register, value, 1 << 20)).isEqualTo(expected);
      assertThat(HyperLogLog.raise(dense, register, value, 0)).isEqualTo(expected);
    }
    assertThat(HyperLogLog.isDense(view(sparse))).isFalse();
    assertThat(registers(sparse)).isEqualTo(model);
    assertThat(registers(dense)).isEqualTo(model);
    assertThat(HyperLogLog.estimate(view(sparse))).isEqualTo(HyperLogLog.estimate(view(dense)));
    assertThat(HyperLogLog.estimate(model)).isEqualTo(HyperLogLog.estimate(view(dense)));
    assertThat(HyperLogLog.toDense(sparse)).isTrue();
    assertThat(registers(sparse)).isEqualTo(model);
  }

  @Test
  void aValueThatNoRunCanHoldTurnsItDense() {
    StringValue hll = HyperLogLog.create();
    assertThat(HyperLogLog.raise(hll, 16383, 33, MAX_SPARSE)).isEqualTo(HyperLogLog.CHANGED);
    assertThat(HyperLogLog.isDense(view(hll))).isTrue();
    assertThat(registers(hll)[16383]).isEqualTo((byte) 33);
  }

  @Test
  void estimatesWithinTheErrorOfItsSize() {
    StringValue hll = HyperLogLog.create();
    for (int i = 1; i <= 300_000; i++) {
      HyperLogLog.add(hll, Slice.of("element " + i), MAX_SPARSE);
      if (i % 100_000 == 0) {
        assertThat((double) HyperLogLog.estimate(view(hll))).isBetween(i * 0.97, i * 1.03);
      }
    }
  }

  @Test
  void keepsAnEstimateUntilItIsForgotten() {
    StringValue hll = HyperLogLog.create();
    assertThat(HyperLogLog.keptEstimate(view(hll))).isZero();
    HyperLogLog.keepEstimate(hll, 0x0102030405060708L);
    assertThat(HyperLogLog.keptEstimate(view(hll))).isEqualTo(0x0102030405060708L);
    HyperLogLog.forgetEstimate(hll);
    assertThat(HyperLogLog.keptEstimate(view(hll))).isEqualTo(-1);
  }

  @Test
  void anyBytesAreSoundOrCorrupt() {
    Random random = Seeds.random("HyperLogLogTest");
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = new byte[16 + random.nextInt(30)];
      random.nextBytes(bytes);
      System.arraycopy(view(HyperLogLog.create()).toBytes(), 0, bytes, 0, 16);
      StringValue hll = StringValue.owning(bytes);
      byte[] registers = new byte[HyperLogLog.REGISTERS];
      boolean sound = HyperLogLog.merge(view(hll), registers);
      assertThat(HyperLogLog.estimate(view(hll)) >= 0).isEqualTo(sound);
      assertThat(HyperLogLog.isOne(view(hll))).isTrue();
      HyperLogLog.describeSparse(view(hll));
      int outcome = HyperLogLog.add(hll, Slice.of("e" + round), 10);
      assertThat(!sound || outcome != HyperLogLog.CORRUPT).isTrue();
    }
  }
}
