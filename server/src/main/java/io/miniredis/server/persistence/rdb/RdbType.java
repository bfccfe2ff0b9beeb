package io.miniredis.server.persistence.rdb;

/** The numbers that tell what a key holds, and in which form. */
final class RdbType {
  static final int STRING = 0;
  static final int LIST = 1;
  static final int SET = 2;
  static final int ZSET_TEXT = 3;
  static final int HASH = 4;
  static final int ZSET = 5;
  static final int MODULE_OF_A_CANDIDATE = 6;
  static final int MODULE = 7;
  static final int HASH_ZIPMAP = 9;
  static final int LIST_ZIPLIST = 10;
  static final int SET_INTSET = 11;
  static final int ZSET_ZIPLIST = 12;
  static final int HASH_ZIPLIST = 13;
  static final int LIST_QUICKLIST = 14;
  static final int STREAM = 15;
  static final int HASH_LISTPACK = 16;
  static final int ZSET_LISTPACK = 17;
  static final int LIST_QUICKLIST_2 = 18;
  static final int STREAM_2 = 19;
  static final int SET_LISTPACK = 20;
  static final int STREAM_3 = 21;
  static final int HASH_TIMED_OF_A_CANDIDATE = 22;
  static final int HASH_TIMED_LISTPACK_OF_A_CANDIDATE = 23;
  static final int HASH_TIMED = 24;
  static final int HASH_TIMED_LISTPACK = 25;

  private RdbType() {}
}
