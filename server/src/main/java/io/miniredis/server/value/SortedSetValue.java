package io.miniredis.server.value;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set: members, each with a score, ordered by score and then by the members' bytes. Ranks
 * are indexes in this order, from 0. Scores are doubles as C compares them: 0 equals -0, and NaN
 * never gets in. The set is packed while it is small, and turns into table and tree once, never
 * back.
 */
public final class SortedSetValue extends Value {
  /** The type {@code zset}. */
  public static final ValueType<SortedSetValue> TYPE =
      new ValueType<>("zset", SortedSetValue.class, SortedSetValue::new);

  /** Condition of {@link #put}: no member that is there already is changed. */
  public static final int ONLY_NEW = 1;

  /** Condition of {@link #put}: no member is added. */
  public static final int ONLY_KNOWN = 2;

  /** Condition of {@link #put}: a score changes only upwards. */
  public static final int ONLY_GREATER = 4;

  /** Condition of {@link #put}: a score changes only downwards. */
  public static final int ONLY_LESS = 8;

  /** What {@link #put} answers when nothing changed. */
  public static final int UNCHANGED = 0;

  /** What {@link #put} answers when the member is new. */
  public static final int ADDED = 1;

  /** What {@link #put} answers when the member got another score. */
  public static final int UPDATED = 2;

  /** Takes the elements of a scan; the member is a view that is valid during the call. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes one element. */
    void visit(Slice member, double score);
  }

  private final ValueLimits limits;
  private SortedSetForm form;

  /** An empty set. */
  public SortedSetValue(ValueLimits limits) {
    this(limits, new PackedSortedSet());
  }

  SortedSetValue(ValueLimits limits, SortedSetForm form) {
    this.limits = limits;
    this.form = form;
  }

  @Override
  public ValueType<SortedSetValue> type() {
    return TYPE;
  }

  @Override
  public String encoding() {
    return form.encoding();
  }

  @Override
  public long bytes() {
    return 24 + form.bytes();
  }

  @Override
  public @Nullable RecordTable elementTable() {
    return form.table();
  }

  @Override
  public boolean isEmpty() {
    return form.size() == 0;
  }

  @Override
  public SortedSetValue copy() {
    return new SortedSetValue(limits, form.copy());
  }

  /** Whether the set is still in its form for few and short members. */
  public boolean isPacked() {
    return form instanceof PackedSortedSet;
  }

  /** The number of elements. */
  public int size() {
    return form.size();
  }

  /** The member's score, or NaN if it is absent. */
  public double score(Slice member) {
    return form.score(member);
  }

  /** The member's rank, or -1 if it is absent. */
  public int rank(Slice member) {
    return form.rank(member);
  }

  /**
   * Gets ready for that many elements to be put in by one command, the longest member being that
   * long. The set is unpacked at once if they are too many to be packed, though some may turn out
   * to be known; an empty one also if a member is too long, though it may be refused.
   */
  public void expect(int elements, int longestMember) {
    if (form instanceof PackedSortedSet packed
        && !fitsPacked(elements, packed.size() == 0 ? longestMember : 0, limits)) {
      form = unpack(packed, elements);
    }
  }

  static boolean fitsPacked(int elements, int longestMember, ValueLimits limits) {
    return elements <= limits.zsetMaxListpackEntries
        && longestMember <= limits.zsetMaxListpackValue;
  }

  /**
   * Adds a member or changes its score.
   *
   * @param score not NaN
   * @param conditions 0, or {@link #ONLY_NEW} and its like added up
   * @return {@link #ADDED}, {@link #UPDATED} or {@link #UNCHANGED}
   */
  public int put(Slice member, double score, int conditions) {
    if (form instanceof PackedSortedSet packed) {
      int maxEntries = limits.zsetMaxListpackEntries;
      int maxLength = limits.zsetMaxListpackValue;
      int outcome = packed.put(member, score, conditions, maxEntries, maxLength);
      if (outcome != PackedSortedSet.FULL) {
        return outcome;
      }
      form = unpack(packed, 1);
    }
    return ((IndexedSortedSet) form).put(member, score, conditions);
  }

  static boolean mayRescore(int conditions, double old, double score) {
    return score != old
        && (conditions & ONLY_NEW) == 0
        && ((conditions & ONLY_GREATER) == 0 || score > old)
        && ((conditions & ONLY_LESS) == 0 || score < old);
  }

  private static IndexedSortedSet unpack(PackedSortedSet packed, int more) {
    IndexedSortedSet indexed = new IndexedSortedSet(packed.size() + more);
    SortedSetCursor c = packed.range(0, packed.size(), false);
    while (c.next()) {
      indexed.insert(IndexedSortedSet.record(c.member(), c.score()));
    }
    return indexed;
  }

  /** Removes a member; false if it is absent. */
  public boolean remove(Slice member) {
    return form.remove(member);
  }

  /** Removes the elements of ranks {@code from} (inclusive) to {@code to} (exclusive). */
  public void removeRanks(int from, int to) {
    if (from < to) {
      form.removeRange(from, to);
    }
  }

  /** Removes the elements in a range of scores and tells how many there were. */
  public int removeScores(ScoreRange range) {
    int first = first(range);
    int count = count(range, first);
    removeRanks(first, first + count);
    return count;
  }

  /** Removes the elements in a range of members and tells how many there were. */
  public int removeMembers(LexBound min, LexBound max) {
    int first = form.lexFirst(min);
    int count = form.lexEnd(first, max) - first;
    removeRanks(first, first + count);
    return count;
  }

  /** The number of elements in a range of scores. */
  public int countScores(ScoreRange range) {
    return count(range, first(range));
  }

  private int first(ScoreRange range) {
    return form.below(range.min(), range.minExclusive());
  }

  private int count(ScoreRange range, int first) {
    return Math.max(0, form.below(range.max(), !range.maxExclusive()) - first);
  }

  /** The number of elements in a range of members; meant for sets whose scores are all the same. */
  public int countMembers(LexBound min, LexBound max) {
    int first = form.lexFirst(min);
    return form.lexEnd(first, max) - first;
  }

  /**
   * The elements of ranks {@code from} (inclusive) to {@code to} (exclusive), at most all there
   * are.
   */
  public SortedSetCursor ranks(int from, int to, boolean reverse) {
    return form.range(from, to, reverse);
  }

  /** All elements in order. */
  public SortedSetCursor all() {
    return form.range(0, form.size(), false);
  }

  /** The elements in a range of scores; in reverse, the highest score comes first. */
  public SortedSetCursor scores(ScoreRange range, boolean reverse) {
    int first = first(range);
    return form.range(first, first + count(range, first), reverse);
  }

  /** The elements in a range of members; meant for sets whose scores are all the same. */
  public SortedSetCursor members(LexBound min, LexBound max, boolean reverse) {
    int first = form.lexFirst(min);
    return form.range(first, form.lexEnd(first, max), reverse);
  }

  /** Picks so many different ranks at random, at most as many as there are, in random order. */
  public int[] sample(int count, RandomGenerator random) {
    int size = size();
    return Positions.sample(new Ranks(size), size, Math.min(count, size), random);
  }

  /** Ranks as positions. */
  private record Ranks(int size) implements Positions {
    @Override
    public int next(int position) {
      return position + 1 < size ? position + 1 : NONE;
    }

    @Override
    public int random(RandomGenerator random) {
      return random.nextInt(size);
    }
  }

  /**
   * Visits the elements of one step of a scan: all of them, in order, of a packed set.
   *
   * @param cursor 0 to begin, then what the last call returned
   * @return the next cursor; 0 when the scan is complete
   */
  public long scan(long cursor, Visitor visitor) {
    return form.scan(cursor, visitor);
  }

  /** The form in use, for tests of its inner state. */
  SortedSetForm form() {
    return form;
  }
}
