package io.miniredis.server.persistence.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.value.QueueSamples;
import io.miniredis.server.value.QueueText;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queues come back as they were written. */
class QueueCodingTest {
  private final RdbOutput out = new RdbOutput(true);

  private static @Nullable Value read(byte[] bytes, int length) throws IOException {
    return new ValueReader(new ValueLimits())
        .read(RdbType.MODULE, new RdbInput(bytes, 0, length), new Slice());
  }

  private byte[] write(QueueValue queue) {
    out.clear();
    new ValueWriter().write(queue, new Slice(), out);
    return out.toBytes();
  }

  @Test
  void whateverIsInAQueueComesBack() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      QueueValue queue = QueueSamples.random(random, random.nextInt(60));
      byte[] bytes = write(queue);
      Value again = read(bytes, bytes.length);
      assertThat(again).as("seed %s", seed).isInstanceOf(QueueValue.class);
      assertThat(QueueText.of((QueueValue) again))
          .as("seed %s", seed)
          .isEqualTo(QueueText.of(queue));
      assertThat(write((QueueValue) again)).as("seed %s", seed).isEqualTo(bytes);
    }
  }

  @Test
  void aRedisThatReadsItTellsTheName() {
    assertThat(ValueReader.moduleName(QueueCodes.ID)).isEqualTo("miniqueue");
    assertThat(ValueWriter.type(new QueueValue(io.miniredis.server.value.QueueOptions.DEFAULT)))
        .isEqualTo(7);
  }

  @Test
  void whatIsCutOffIsRefused() {
    byte[] bytes = write(QueueSamples.random(new Random(1), 10));
    for (int length = 0; length < bytes.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> read(bytes, cut)).isInstanceOf(RdbException.class);
    }
  }

  @Test
  void whatIsDamagedIsRefusedOrReadAsSomething() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] bytes = write(QueueSamples.random(random, 20));
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        read(damaged, damaged.length);
      } catch (IOException e) {
        assertThat(e).as("seed %s", seed).isInstanceOf(RdbException.class);
      }
    }
  }
}
