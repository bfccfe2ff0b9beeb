package io.miniredis.server.persistence.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A file with every type in every representation, cut off at every byte and with bits turned: it is
 * the exact data or an {@link RdbException}, never another exception, and with the checksum never
 * other data.
 */
class RdbDamageTest {
  private static final Slice TEXT = Slice.of("text that is repeated, text that is repeated");
  private static final int FLIPS = 10_000;

  private static byte[] file(boolean compressed) {
    RdbWriter writer = new RdbWriter(new RdbOutput(compressed));
    writer.writeHead(RdbCodes.VERSION_OF_FIELD_EXPIRY);
    writer.writeAux("redis-ver", "7.4.0");
    writer.writeFunction(Slice.of("#!lua name=lib"));
    writer.writeDatabase(0, 13, 1);
    for (Map.Entry<String, Value> e : EveryValue.all().entrySet()) {
      boolean expires = e.getKey().equals("string");
      writer.writeKey(
          Slice.of(e.getKey()),
          e.getValue(),
          TEXT,
          expires ? 4_000_000_000_000L : Record.NO_EXPIRY,
          expires ? 70 : RdbVisitor.UNTOLD,
          RdbVisitor.UNTOLD);
    }
    writer.writeEnd();
    byte[] content = writer.output().toBytes();
    writer.output().writeLongLe(Crc64.of(content, 0, content.length));
    return writer.output().toBytes();
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    for (boolean compressed : new boolean[] {false, true}) {
      List<String> lines = RdbText.of(file(compressed));
      for (Map.Entry<String, Value> e : EveryValue.all().entrySet()) {
        String shown = e.getValue() == null ? TEXT.toString() : RdbText.show(e.getValue());
        assertThat(lines).anyMatch(l -> l.startsWith(e.getKey()) && l.endsWith(shown));
      }
      assertThat(lines).contains("aux redis-ver=7.4.0", "function #!lua name=lib");
    }
  }

  @Test
  void cutOffAtEveryByteItIsRefused() {
    byte[] whole = file(false);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        RdbText.of(cut);
        fail("cut off at byte %d it is read", length);
      } catch (RdbException e) {
        assertThat(e.offset()).isBetween(0L, (long) length);
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("cut off at byte " + length, e);
      }
    }
  }

  @Test
  void turnedBitsAreFoundByTheChecksum() throws IOException {
    turnBits(true);
  }

  @Test
  void turnedBitsCrashNothingWithoutTheChecksum() throws IOException {
    turnBits(false);
  }

  private static void turnBits(boolean checksChecksum) throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (boolean compressed : new boolean[] {false, true}) {
      byte[] right = file(compressed);
      List<String> data = RdbText.of(right);
      for (int i = 0; i < FLIPS; i++) {
        byte[] wrong = right.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
        }
        try {
          List<String> read = RdbText.of(wrong, checksChecksum);
          if (checksChecksum && !isChecksumOff(wrong)) {
            assertThat(read).as("seed %d, flip %d", seed, i).isEqualTo(data);
          }
        } catch (RdbException e) {
          assertThat(e.offset()).isBetween(0L, (long) wrong.length);
        } catch (IOException | RuntimeException | Error e) {
          throw new AssertionError("seed " + seed + ", flip " + i, e);
        }
      }
    }
  }

  /** A version without checksum, made by a turned bit. */
  private static boolean isChecksumOff(byte[] file) {
    return file[8] < '5' && file[7] == '0' && file[6] == '0' && file[5] == '0';
  }

  @Test
  void payloadsWithTurnedBitsAreReadOrRefused() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    ValueWriter writer = new ValueWriter();
    for (Map.Entry<String, Value> each : EveryValue.all().entrySet()) {
      RdbOutput out = new RdbOutput(true);
      out.writeByte(ValueWriter.type(each.getValue()));
      writer.write(each.getValue(), TEXT, out);
      byte[] right = out.toBytes();
      for (int i = 0; i < FLIPS; i++) {
        RdbOutput wrong = new RdbOutput(true);
        byte[] bytes = right.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        wrong.writeBytes(bytes, 0, bytes.length);
        byte[] payload = DumpPayload.seal(wrong, RdbCodes.VERSION_OF_FIELD_EXPIRY);
        try {
          RdbInput in = Objects.requireNonNull(DumpPayload.open(Slice.of(payload)));
          Value value = new ValueReader(new ValueLimits()).read(in.readByte(), in, new Slice());
          if (value != null && !value.isEmpty()) {
            RdbText.show(value);
          }
        } catch (RdbException refused) {
          assertThat(refused.getMessage()).isNotEmpty();
        } catch (IOException | RuntimeException | Error e) {
          throw new AssertionError("seed " + seed + ", flip " + i + " of " + each.getKey(), e);
        }
      }
    }
  }
}
