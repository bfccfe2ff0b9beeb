package io.miniredis.server.persistence.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.value.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RdbCodingTest {
  private final RdbOutput out = new RdbOutput(true);

  @Test
  void lengthsTakeOneTwoFiveOrNineBytes() throws IOException {
    long[] lengths = {0, 63, 64, 16_383, 16_384, 0xffffffffL, 0x100000000L, Long.MAX_VALUE, -1};
    int[] bytes = {1, 1, 2, 2, 5, 5, 9, 9, 9};
    for (int i = 0; i < lengths.length; i++) {
      out.clear();
      out.writeLength(lengths[i]);
      assertThat(out.size()).isEqualTo(bytes[i]);
      assertThat(input().readLength()).isEqualTo(lengths[i]);
    }
  }

  @Test
  void stringsThatAreNumbersBecomeNumbers() throws IOException {
    check("0", "c000");
    check("-128", "c080");
    check("128", "c18000");
    check("-32769", "c2ff7fffff");
    check("2147483647", "c2ffffff7f");
    check("2147483648", "0a" + hex("2147483648"));
    check("007", "03" + hex("007"));
    check("", "00");
  }

  @Test
  void longStringsAreCompressedWhereItPays() throws IOException {
    String text = "a".repeat(100);
    out.writeString(Slice.of(text));
    assertThat(out.size()).isLessThan(20);
    assertThat(input().readString(new Slice())).hasToString(text);
  }

  @Test
  void aStringLongerThanAllBuffersComesBackFromAChannel() throws IOException {
    byte[] a = new byte[3 << 20];
    new Random(3).nextBytes(a);
    out.writeLongLe(4711);
    out.writeString(Slice.of(a));
    out.writeLongBe(12);
    byte[] all = out.toBytes();
    for (long size : new long[] {all.length, RdbInput.UNKNOWN}) {
      RdbInput in = new RdbInput(Channels.newChannel(new ByteArrayInputStream(all)), size);
      assertThat(in.readLongLe()).isEqualTo(4711);
      assertThat(in.readString(new Slice()).toBytes()).isEqualTo(a);
      assertThat(in.readLongBe()).isEqualTo(12);
      assertThat(in.offset()).isEqualTo(all.length);
      assertThat(in.checksum()).isEqualTo(Crc64.of(all, 0, all.length));
    }
  }

  @Test
  void nothingIsAllocatedForAPromise() {
    refuse("80ffffffff00", 0, "a string of 4294967295 bytes where 1 are left");
    refuse("81ffffffffffffffff", 0, "a string of 18446744073709551615 bytes where 0 are left");
    refuse("c30180ffffffff00", 0, "a compressed string of 4294967295 bytes in 1, 1 are left");
    refuse("c4", 0, "a string of an unknown kind, 4");
    refuse("8300", 0, "a length of an unknown kind, 0x83");
    refuse("0561", 0, "a string of 5 bytes where 1 are left");
    refuse("c2ffff", 3, "the data ends here, where at least 2 bytes more should be");
  }

  private static void refuse(String hex, long offset, String problem) {
    byte[] a = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> new RdbInput(a, 0, a.length).readString(new Slice()))
        .isInstanceOfSatisfying(RdbException.class, e -> assertThat(e.offset()).isEqualTo(offset))
        .hasMessageStartingWith(problem);
  }

  private void check(String text, String hex) throws IOException {
    out.clear();
    out.writeString(Slice.of(text));
    assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(hex);
    assertThat(input().readString(new Slice())).hasToString(text);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(Slice.of(text).toBytes());
  }

  private RdbInput input() {
    byte[] all = out.toBytes();
    return new RdbInput(all, 0, all.length);
  }
}
