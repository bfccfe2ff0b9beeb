package io.miniredis.server.persistence.rdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.value.Slice;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DumpPayloadTest {
  private static byte[] payload(int version) {
    RdbOutput out = new RdbOutput(true);
    out.writeByte(0);
    out.writeString(Slice.of("10"));
    return DumpPayload.seal(out, version);
  }

  @Test
  void itIsWhatRedisSendsForTheString10() {
    // the answer of Redis's page on DUMP is of version 9: "\x00\xc0\n\t\x00\xbem\x06\x89Z(\x00\n"
    assertThat(HexFormat.of().formatHex(payload(9))).isEqualTo("00c00a0900be6d06895a28000a");
  }

  @Test
  void contentIsReadBack() throws IOException {
    RdbInput in = Objects.requireNonNull(DumpPayload.open(Slice.of(payload(10))));
    assertThat(in.readByte()).isZero();
    assertThat(in.readString(new Slice())).hasToString("10");
    assertThat(in.remaining()).isZero();
  }

  @Test
  void aNewerVersionIsRefused() {
    assertThat(DumpPayload.open(Slice.of(payload(13)))).isNull();
    assertThat(DumpPayload.open(Slice.of(payload(12)))).isNotNull();
  }

  @Test
  void anyChangedBitIsRefused() {
    byte[] a = payload(10);
    for (int bit = 0; bit < 8 * a.length; bit++) {
      a[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(DumpPayload.open(Slice.of(a))).isNull();
      a[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void lessThanAFooterIsRefused() {
    assertThat(DumpPayload.open(Slice.of(new byte[9]))).isNull();
  }
}
