package io.miniredis.server.persistence.rdb;

import static io.miniredis.server.persistence.rdb.RdbBytes.intset;
import static io.miniredis.server.persistence.rdb.RdbBytes.listpack;
import static io.miniredis.server.persistence.rdb.RdbBytes.of;
import static io.miniredis.server.persistence.rdb.RdbBytes.ziplist;
import static io.miniredis.server.persistence.rdb.RdbBytes.zipped;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What cannot be is refused, whatever the checksum says. */
class DamagedEncodingsTest {
  private static final byte NAN_SCORE = (byte) 253;

  private static void refuse(RdbBytes file, String problem) {
    assertThatThrownBy(() -> RdbText.of(file.end()))
        .isInstanceOf(RdbException.class)
        .hasMessageContaining(problem);
  }

  private static RdbBytes blob(int type, byte[] bytes) {
    return RdbBytes.file(12).key(type, "k").string(bytes);
  }

  private static byte[] with(byte[] bytes, int index, int value) {
    byte[] changed = bytes.clone();
    changed[index] = (byte) value;
    return changed;
  }

  @Test
  void numbersThatAreNone() {
    refuse(RdbBytes.file(9).key(5, "z").length(1).string("m").le64(-1L), "no number");
    refuse(RdbBytes.file(9).key(3, "z").length(1).string("m").bytes(NAN_SCORE), "no number");
    refuse(RdbBytes.file(9).key(3, "z").length(1).string("m").bytes(1).raw("x"), "no number");
    refuse(blob(17, listpack("m", "nan")), "no number");
    refuse(blob(12, ziplist(zipped("m"), zipped(""))), "no number");
    refuse(RdbBytes.file(9).bytes(0xfc).le64(-1).key(0, "k").string("v"), "an expiry of -1");
  }

  @Test
  void membersThatComeTwice() {
    refuse(RdbBytes.file(9).key(2, "s").length(2).string("a").string("a"), "twice");
    refuse(
        RdbBytes.file(9).key(4, "h").length(2).string("a").string("1").string("a").string("2"),
        "twice");
    refuse(RdbBytes.file(9).key(5, "z").length(2).string("a").le64(0).string("a").le64(0), "twice");
    refuse(blob(20, listpack("a", "a")), "twice");
    refuse(blob(13, ziplist(zipped("12"), zipped("v"), of(0xfd), zipped("v"))), "twice");
    refuse(blob(16, listpack("a", "1", "a", "2")), "twice");
    refuse(blob(12, ziplist(zipped("a"), of(0xf1), zipped("a"), of(0xf1))), "twice");
  }

  @Test
  void pairsWithoutTheirOtherHalf() {
    refuse(blob(16, listpack("a")), "ends within an entry");
    refuse(blob(17, listpack("a")), "ends within an entry");
    refuse(blob(13, ziplist(zipped("a"))), "ends within an entry");
    refuse(RdbBytes.file(12).key(25, "h").le64(5).string(listpack("a", "1")), "within an entry");
    refuse(blob(9, of(1, 1, 'f', 0xff)), "a field without a value");
  }

  @Test
  void intsetsOutOfOrder() {
    refuse(blob(11, intset(2, 5, 3)), "not in ascending order");
    refuse(blob(11, intset(2, 5, 5)), "not in ascending order");
    refuse(blob(11, intset(3, 5)), "numbers of 3 bytes");
    refuse(blob(11, with(intset(2, 5), 4, 9)), "another length");
    refuse(blob(11, of(2, 0, 0)), "ends too early");
  }

  @Test
  void listpacksThatContradictThemselves() {
    byte[] right = listpack("ab", "cd");
    refuse(blob(20, with(right, 0, 99)), "another length than it has");
    refuse(blob(20, with(right, 4, 1)), "has 2 elements but tells 1");
    refuse(blob(20, with(right, 9, 4)), "another length of an element backwards");
    refuse(blob(20, with(right, 6, 0x80 | 20)), "ends too early");
    refuse(blob(20, with(right, 6, 0xf5)), "an element of an unknown kind");
    refuse(blob(20, with(right, 6, 0xff)), "ends before its last byte");
    refuse(blob(20, with(right, right.length - 1, 0)), "");
    refuse(blob(20, of(7, 0)), "ends too early");
  }

  @Test
  void ziplistsThatContradictThemselves() {
    byte[] right = ziplist(zipped("ab"), zipped("cd"));
    refuse(blob(10, with(right, 0, 99)), "another length than it has");
    refuse(blob(10, with(right, 4, 10)), "another place of its last element");
    refuse(blob(10, with(right, 8, 3)), "has 2 elements but tells 3");
    refuse(blob(10, with(right, 14, 9)), "another length of an element");
    refuse(blob(10, with(right, 11, 0x81)), "an element of an unknown kind");
    refuse(blob(10, with(right, 11, 0x3f)), "ends too early");
    refuse(blob(10, with(right, 10, 0xff)), "ends before its last byte");
  }

  @Test
  void expiriesThatCannotBe() {
    refuse(RdbBytes.file(12).key(25, "h").le64(-5).string(listpack()), "an earliest expiry of -5");
    refuse(
        RdbBytes.file(12).key(25, "h").le64(5).string(listpack("a", "1", "-7")), "expires at -7");
    refuse(
        RdbBytes.file(12).key(25, "h").le64(5).string(listpack("a", "1", "x")), "no whole number");
  }

  @Test
  void streamsThatContradictThemselves() {
    byte[] id = new RdbBytes().be64(1).be64(1).toBytes();
    refuse(
        RdbBytes.file(12).key(15, "s").length(0).length(1).length(0).length(0).length(0),
        "a stream of 0 entries that tells 1");
    refuse(
        RdbBytes.file(12).key(15, "s").length(1).string("short").string(listpack()),
        "an id of 5 bytes");
    refuse(
        RdbBytes.file(12).key(15, "s").length(1).string(id).string(listpack("x")),
        "text where a number should be");
    refuse(
        RdbBytes.file(12)
            .key(15, "s")
            .length(1)
            .string(id)
            .string(listpack("1", "0", "1", "f", "0", "2", "0", "0", "v", "9")),
        "another number of elements of an entry");
    refuse(
        RdbBytes.file(12)
            .key(15, "s")
            .length(1)
            .string(id)
            .string(listpack("2", "0", "1", "f", "0", "2", "0", "0", "v", "4")),
        "another number of entries");
    refuse(
        RdbBytes.file(12)
            .key(15, "s")
            .length(1)
            .string(id)
            .string(
                listpack(
                    "2", "0", "1", "f", "0", "2", "0", "0", "v", "4", "2", "0", "0", "v", "4")),
        "ids do not ascend");
    refuse(
        RdbBytes.file(12)
            .key(15, "s")
            .length(1)
            .string(id)
            .string(listpack("1", "0", "1", "f", "0", "2", "0", "0", "v", "4"))
            .length(1)
            .length(1)
            .length(0)
            .length(0),
        "last id is before");
  }

  @Test
  void groupsThatContradictThemselves() {
    RdbBytes group =
        RdbBytes.file(12)
            .key(15, "s")
            .length(0)
            .length(0)
            .length(9)
            .length(9)
            .length(1)
            .string("g")
            .length(0)
            .length(0);
    refuse(
        new RdbBytes().raw(group.toBytes()).length(1).be64(1).be64(1).le64(5).length(1).length(0),
        "a pending entry that no consumer has");
    refuse(
        new RdbBytes()
            .raw(group.toBytes())
            .length(0)
            .length(1)
            .string("c")
            .le64(5)
            .length(1)
            .be64(1)
            .be64(1),
        "that its group has not");
    refuse(
        new RdbBytes()
            .raw(group.toBytes())
            .length(2)
            .be64(1)
            .be64(1)
            .le64(5)
            .length(1)
            .be64(1)
            .be64(1)
            .le64(5)
            .length(1),
        "do not ascend");
  }

  @Test
  void whatIsNotKnown() {
    refuse(RdbBytes.file(9).key(6, "m"), "release candidate");
    refuse(RdbBytes.file(9).key(7, "m").bytes(0x81).be64(0), "the module type AAAAAAAAA");
    refuse(RdbBytes.file(9).key(8, "m"), "the unknown type 8");
    refuse(RdbBytes.file(9).key(26, "m"), "the unknown type 26");
    refuse(RdbBytes.file(9).bytes(0xf6), "a function in the form of a release candidate");
    refuse(RdbBytes.file(9).key(18, "l").length(1).bytes(3).string("x"), "the unknown kind 3");
  }
}
