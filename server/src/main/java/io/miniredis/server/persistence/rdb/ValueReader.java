package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a key holds, in every form that Redis 2.6 to 7.4 wrote, and makes a value of it whose
 * representation follows the limits that are in force here. Structure and meaning are checked
 * always: what cannot be is an {@link RdbException}. For one thread.
 */
public final class ValueReader {
  private static final int MODULE_NAME_LETTERS = 9;
  private static final int BITS_A_LETTER = 6;
  static final String MODULE_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final ListDecoder lists;
  private final SetDecoder sets;
  private final SortedSetDecoder sortedSets;
  private final HashDecoder hashes;
  private final StreamDecoder streams;

  public ValueReader(ValueLimits limits) {
    lists = new ListDecoder(limits);
    sets = new SetDecoder(limits);
    sortedSets = new SortedSetDecoder(limits);
    hashes = new HashDecoder(limits);
    streams = new StreamDecoder(limits);
  }

  /**
   * Reads a value of a type.
   *
   * @param text is pointed at the bytes of a string, which stay until something else is read
   * @return null for a string; a collection may be empty, which no key can be
   */
  public @Nullable Value read(int type, RdbInput in, Slice text) throws IOException {
    return switch (type) {
      case RdbType.STRING -> {
        in.readString(text);
        yield null;
      }
      case RdbType.LIST, RdbType.LIST_ZIPLIST, RdbType.LIST_QUICKLIST, RdbType.LIST_QUICKLIST_2 ->
          lists.read(type, in);
      case RdbType.SET, RdbType.SET_INTSET, RdbType.SET_LISTPACK -> sets.read(type, in);
      case RdbType.ZSET_TEXT, RdbType.ZSET, RdbType.ZSET_ZIPLIST, RdbType.ZSET_LISTPACK ->
          sortedSets.read(type, in);
      case RdbType.HASH, RdbType.HASH_ZIPMAP, RdbType.HASH_ZIPLIST, RdbType.HASH_LISTPACK ->
          hashes.read(type, in);
      case RdbType.HASH_TIMED_OF_A_CANDIDATE,
          RdbType.HASH_TIMED_LISTPACK_OF_A_CANDIDATE,
          RdbType.HASH_TIMED,
          RdbType.HASH_TIMED_LISTPACK ->
          hashes.readTimed(type, in);
      case RdbType.STREAM, RdbType.STREAM_2, RdbType.STREAM_3 -> streams.read(type, in);
      case RdbType.MODULE_OF_A_CANDIDATE ->
          throw in.corrupt("a module's value in the form of a release candidate (type 6)");
      case RdbType.MODULE -> readModule(in);
      default -> throw in.corrupt("a value of the unknown type " + type);
    };
  }

  private static Value readModule(RdbInput in) throws IOException {
    long id = in.readLength();
    if (id == QueueCodes.ID) {
      return QueueDecoder.read(in);
    }
    throw in.corrupt("a value of the module type " + moduleName(id));
  }

  /** The name that the number of a module type stands for. */
  static String moduleName(long id) {
    StringBuilder name = new StringBuilder();
    for (int i = 1; i <= MODULE_NAME_LETTERS; i++) {
      int letter = (int) (id >>> Long.SIZE - BITS_A_LETTER * i) & 0x3f;
      name.append(MODULE_LETTERS.charAt(letter));
    }
    return name.toString();
  }
}
