package io.miniredis.server.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's keys stand among its arguments and what it does to them: a key specification as
 * COMMAND INFO tells it (redis.io, "Command key specifications"). Immutable; {@code range} and the
 * like return changed copies.
 *
 * @param access read-only, read-write, overwrite or remove; null for what only looks like a key
 * @param uses what the command does with the value
 * @param begin where the search begins
 * @param index the argument it begins at, or from which {@code keyword} is looked for
 * @param find how the keys follow
 * @param options what may stand before the keyword; empty: anything
 */
public record KeySpec(
    @Nullable Access access,
    Set<Use> uses,
    Begin begin,
    int index,
    @Nullable String keyword,
    Find find,
    int lastKey,
    int step,
    int limit,
    int keyNumIndex,
    int firstKey,
    List<Option> options) {

  /** An option that stands before the keyword: the word, and how many values follow it. */
  public record Option(String word, int values) {}

  /** How a key is touched, as the flags RO, RW, OW and RM tell it. */
  public enum Access {
    RO,
    RW,
    OW,
    RM
  }

  /** What is done with the value; names as on the wire, in its order. */
  public enum Use {
    ACCESS,
    UPDATE,
    INSERT,
    DELETE,
    NOT_KEY,
    INCOMPLETE,
    VARIABLE_FLAGS;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  /** Where the search begins. */
  public enum Begin {
    INDEX,
    KEYWORD,
    UNKNOWN
  }

  /** How the keys follow. */
  public enum Find {
    RANGE,
    KEYNUM,
    UNKNOWN
  }

  /** One key at this argument, only read. */
  public static KeySpec readOnly(int index, Use... uses) {
    return at(Access.RO, index, uses);
  }

  /** One key at this argument, read and written. */
  public static KeySpec readWrite(int index, Use... uses) {
    return at(Access.RW, index, uses);
  }

  /** One key at this argument, written whatever it held. */
  public static KeySpec overwrite(int index, Use... uses) {
    return at(Access.OW, index, uses);
  }

  /** One key at this argument, removed. */
  public static KeySpec remove(int index, Use... uses) {
    return at(Access.RM, index, uses);
  }

  /** A channel or the like: routed as a key is, but none. */
  public static KeySpec notKey(int index) {
    return at(null, index, Use.NOT_KEY);
  }

  /** Keys that no rule finds: the command locks all shards. */
  public static KeySpec unknown(Access access, Use... uses) {
    return new KeySpec(
        access, uses(uses), Begin.UNKNOWN, 0, null, Find.UNKNOWN, 0, 0, 0, 0, 0, List.of());
  }

  /**
   * From the begin on up to {@code last}: relative to the begin, or if negative to the last
   * argument (-1 is the last argument itself). Every {@code step}-th argument is a key; {@code
   * limit} 2 means only the first half of the rest, and so on.
   */
  public KeySpec range(int last, int step, int limit) {
    return new KeySpec(
        access, uses, begin, index, keyword, Find.RANGE, last, step, limit, 0, 0, options);
  }

  /** The begin holds (at {@code numIndex}) the number of keys; the first is at {@code first}. */
  public KeySpec keynum(int numIndex, int first, int step) {
    return new KeySpec(
        access, uses, begin, index, keyword, Find.KEYNUM, 0, step, 0, numIndex, first, options);
  }

  /** Begins behind this word, looked for from the index on (backwards if negative). */
  public KeySpec afterKeyword(String word) {
    return new KeySpec(
        access,
        uses,
        Begin.KEYWORD,
        index,
        word,
        find,
        lastKey,
        step,
        limit,
        keyNumIndex,
        firstKey,
        options);
  }

  /** As the first of the options: so many arguments of any kind stand before all others. */
  public static Option leading(int arguments) {
    return new Option("", arguments);
  }

  /**
   * Looks for the keyword only where no value of these options stands, as a name may be equal to
   * it; if another word comes first, there are no keys.
   */
  public KeySpec behindOptions(Option... known) {
    return new KeySpec(
        access,
        uses,
        begin,
        index,
        keyword,
        find,
        lastKey,
        step,
        limit,
        keyNumIndex,
        firstKey,
        List.of(known));
  }

  /**
   * Of several keys from the begin on: the first of these options, from the second key on, ends
   * them. COMMAND INFO cannot say that, and tells of the first key alone.
   */
  public KeySpec upTo(Option... words) {
    return new KeySpec(
        access, uses, begin, index, keyword, Find.RANGE, 0, 1, 0, 0, 0, List.of(words));
  }

  /**
   * Of an unknown place: the one key that can be found all the same follows this word, the last of
   * several, where no value of these options stands. Only COMMAND GETKEYS and the like know it.
   */
  public KeySpec lastBehind(String word, Option... known) {
    return new KeySpec(access, uses, begin, 0, word, find, 0, 0, 0, 0, 0, List.of(known));
  }

  /** Whether it is a key at all, and not a channel or the like. */
  public boolean isKey() {
    return !uses.contains(Use.NOT_KEY);
  }

  /** Whether the keys always stand at the same arguments, counted from the front or the end. */
  boolean isFixed() {
    return begin == Begin.INDEX && find == Find.RANGE && !endsAtOption();
  }

  /** Whether the keys go on until an option comes. */
  boolean endsAtOption() {
    return begin == Begin.INDEX && !options.isEmpty();
  }

  private static KeySpec at(@Nullable Access access, int index, Use... uses) {
    return new KeySpec(
        access, uses(uses), Begin.INDEX, index, null, Find.RANGE, 0, 1, 0, 0, 0, List.of());
  }

  private static Set<Use> uses(Use... uses) {
    EnumSet<Use> set = EnumSet.noneOf(Use.class);
    set.addAll(java.util.Arrays.asList(uses));
    return java.util.Collections.unmodifiableSet(set);
  }
}
