package io.miniredis.server.persistence.rdb;

import static io.miniredis.server.persistence.rdb.RdbBytes.intset;
import static io.miniredis.server.persistence.rdb.RdbBytes.listpack;
import static io.miniredis.server.persistence.rdb.RdbBytes.of;
import static io.miniredis.server.persistence.rdb.RdbBytes.ziplist;
import static io.miniredis.server.persistence.rdb.RdbBytes.zipped;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every form that Redis ever wrote, by bytes put together by hand. */
class LegacyEncodingsTest {
  @Test
  void theFirstVersionHadNeitherChecksumNorMilliseconds() throws IOException {
    byte[] file =
        RdbBytes.file(1)
            .bytes(0xfe, 0)
            .bytes(0xfd)
            .le32(2_000_000_000)
            .key(0, "k")
            .string("v")
            .end();
    assertThat(RdbText.of(file)).containsExactly("select 0", "k @2000000000000 = v");
  }

  @Test
  void stringsInAllForms() throws IOException {
    byte[] file =
        RdbBytes.file(9)
            .key(0, "plain")
            .string("text")
            .key(0, "8")
            .bytes(0xc0, 0x80)
            .key(0, "16")
            .bytes(0xc1, 0x00, 0x80)
            .key(0, "32")
            .bytes(0xc2, 0, 0, 0, 0x80)
            .key(0, "lzf")
            .bytes(0xc3, 6, 14, 1, 'a', 'b', 0xe0, 3, 1)
            .key(0, "long")
            .bytes(0x80, 0, 0, 0, 2)
            .raw("ab")
            .key(0, "longer")
            .bytes(0x81, 0, 0, 0, 0, 0, 0, 0, 2)
            .raw("cd")
            .end();
    assertThat(RdbText.of(file))
        .containsExactly(
            "plain = text",
            "8 = -128",
            "16 = -32768",
            "32 = -2147483648",
            "lzf = ababababababab",
            "long = ab",
            "longer = cd");
  }

  @Test
  void collectionsElementByElement() throws IOException {
    byte[] file =
        RdbBytes.file(6)
            .key(1, "list")
            .length(3)
            .string("a")
            .string("b")
            .bytes(0xc0, 7)
            .key(2, "set")
            .length(2)
            .string("x")
            .string("y")
            .key(2, "numbers")
            .length(2)
            .bytes(0xc0, 7)
            .string("3000000000")
            .key(4, "hash")
            .length(2)
            .string("f")
            .string("1")
            .string("g")
            .string("2")
            .end();
    assertThat(RdbText.of(file))
        .containsExactly(
            "list = listpack a b 7",
            "set = listpack x y",
            "numbers = intset 3000000000 7",
            "hash = listpack f:1 g:2");
  }

  @Test
  void sortedSetsWithScoresAsText() throws IOException {
    byte[] file =
        RdbBytes.file(7)
            .key(3, "z")
            .length(4)
            .string("b")
            .bytes(3)
            .raw("1.5")
            .string("a")
            .bytes(2)
            .raw("-3")
            .string("i")
            .bytes(254)
            .string("j")
            .bytes(255)
            .end();
    assertThat(RdbText.of(file))
        .containsExactly("z = listpack j:-Infinity a:-3.0 b:1.5 i:Infinity");
  }

  @Test
  void sortedSetsWithBinaryScores() throws IOException {
    byte[] file =
        RdbBytes.file(8)
            .key(5, "z")
            .length(2)
            .string("b")
            .le64(Double.doubleToLongBits(0.1))
            .string("a")
            .le64(Double.doubleToLongBits(-1e300))
            .end();
    assertThat(RdbText.of(file)).containsExactly("z = listpack a:-1.0E300 b:0.1");
  }

  @Test
  void zipmaps() throws IOException {
    byte[] zipmap =
        new RdbBytes()
            .bytes(2)
            .bytes(1)
            .raw("f")
            .bytes(2, 3)
            .raw("vwxxx")
            .bytes(254)
            .le32(1)
            .raw("g")
            .bytes(0, 0)
            .bytes(0xff)
            .toBytes();
    byte[] file = RdbBytes.file(3).key(9, "h").string(zipmap).end();
    assertThat(RdbText.of(file)).containsExactly("h = listpack f:vw g:");
  }

  @Test
  void ziplistsWithEveryKindOfElement() throws IOException {
    String middle = "m".repeat(300);
    byte[] elements =
        ziplist(
            zipped("text"),
            zipped(middle),
            of(0x80, 0, 0, 0, 3, 'a', 'b', 'c'),
            of(0xf1),
            of(0xfd),
            of(0xfe, 0x80),
            of(0xc0, 0x00, 0x80),
            of(0xf0, 0x00, 0x00, 0x80),
            of(0xd0, 0, 0, 0, 0x80),
            of(0xe0, 0, 0, 0, 0, 0, 0, 0, 0x80));
    byte[] file = RdbBytes.file(6).key(10, "l").string(elements).end();
    assertThat(RdbText.of(file))
        .containsExactly(
            "l = listpack text "
                + middle
                + " abc 0 12 -128 -32768 -8388608 -2147483648 -9223372036854775808");
  }

  @Test
  void ziplistsAsEveryType() throws IOException {
    byte[] file =
        RdbBytes.file(6)
            .key(12, "z")
            .string(ziplist(zipped("a"), of(0xf2), zipped("b"), zipped("2.5")))
            .key(13, "h")
            .string(ziplist(zipped("f"), zipped("v")))
            .key(14, "q")
            .length(2)
            .string(ziplist(zipped("a")))
            .string(ziplist(zipped("b")))
            .end();
    assertThat(RdbText.of(file))
        .containsExactly("z = listpack a:1.0 b:2.5", "h = listpack f:v", "q = listpack a b");
  }

  @Test
  void intsetsOfEveryWidth() throws IOException {
    byte[] file =
        RdbBytes.file(6)
            .key(11, "2")
            .string(intset(2, -32768, 5, 32767))
            .key(11, "4")
            .string(intset(4, -70000, 5))
            .key(11, "8")
            .string(intset(8, Long.MIN_VALUE, 5, Long.MAX_VALUE))
            .end();
    assertThat(RdbText.of(file))
        .containsExactly(
            "2 = intset -32768 32767 5",
            "4 = intset -70000 5",
            "8 = intset -9223372036854775808 5 9223372036854775807");
  }

  @Test
  void listpacksAsEveryType() throws IOException {
    byte[] file =
        RdbBytes.file(11)
            .key(16, "h")
            .string(listpack("f", "v"))
            .key(17, "z")
            .string(listpack("m", "1.25"))
            .key(18, "q")
            .length(2)
            .bytes(2)
            .string(listpack("a", "b"))
            .bytes(1)
            .string("plain")
            .key(20, "s")
            .string(listpack("x", "12"))
            .end();
    assertThat(RdbText.of(file))
        .containsExactly(
            "h = listpack f:v",
            "z = listpack m:1.25",
            "q = listpack a b plain",
            "s = listpack 12 x");
  }

  @Test
  void hashesWhoseFieldsExpireAsRelease74WroteThem() throws IOException {
    byte[] file =
        RdbBytes.file(12)
            .key(25, "few")
            .le64(5000)
            .string(listpack("a", "1", "5000", "b", "2", "0"))
            .key(24, "many")
            .le64(5000)
            .length(2)
            .length(1)
            .string("a")
            .string("1")
            .length(0)
            .string("b")
            .string("2")
            .end();
    assertThat(RdbText.of(file))
        .containsExactly("few = listpackex a:1@5000 b:2", "many = listpackex a:1@5000 b:2");
  }

  @Test
  void hashesWhoseFieldsExpireAsTheCandidatesWroteThem() throws IOException {
    byte[] file =
        RdbBytes.file(12)
            .key(23, "few")
            .string(listpack("a", "1", "5000", "b", "2", "0"))
            .key(22, "many")
            .length(2)
            .length(5000)
            .string("a")
            .string("1")
            .length(0)
            .string("b")
            .string("2")
            .end();
    assertThat(RdbText.of(file))
        .containsExactly("few = listpackex a:1@5000 b:2", "many = listpackex a:1@5000 b:2");
  }

  @Test
  void whatStandsBetweenKeys() throws IOException {
    byte[] file =
        RdbBytes.file(12)
            .bytes(0xfa)
            .string("redis-ver")
            .string("7.4.0")
            .bytes(0xf5)
            .string("#!lua name=x")
            .bytes(0xfe, 2)
            .bytes(0xfb, 3, 1)
            .bytes(0xf4, 5, 3, 1)
            .bytes(0xfc)
            .le64(4_000_000_000_000L)
            .bytes(0xf8, 9)
            .key(0, "a")
            .string("1")
            .bytes(0xf9, 200)
            .key(0, "b")
            .string("2")
            .bytes(0xf7, 0x81)
            .be64(0x0102030405060708L)
            .bytes(2, 2, 5)
            .string("x")
            .bytes(4)
            .le64(0)
            .bytes(3)
            .le32(0)
            .bytes(1, 7, 0)
            .key(0, "c")
            .string("3")
            .end();
    assertThat(RdbText.of(file))
        .containsExactly(
            "aux redis-ver=7.4.0",
            "function #!lua name=x",
            "select 2",
            "sizes 3 1",
            "a @4000000000000 idle=9 = 1",
            "b freq=200 = 2",
            "module data " + ValueReader.moduleName(0x0102030405060708L),
            "c = 3");
  }

  @Test
  void emptyCollectionsAreShownAsSuch() throws IOException {
    byte[] file = RdbBytes.file(9).key(1, "l").length(0).key(11, "s").string(intset(2)).end();
    assertThat(RdbText.of(file)).containsExactly("empty l", "empty s");
  }

  @Test
  void namesOfModuleTypes() {
    // nine letters of six bits each: A is 0
    assertThat(ValueReader.moduleName(0)).isEqualTo("AAAAAAAAA");
    assertThat(ValueReader.moduleName(-1)).isEqualTo("_________");
  }
}
