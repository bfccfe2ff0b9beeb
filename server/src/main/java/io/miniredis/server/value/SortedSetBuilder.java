package io.miniredis.server.value;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * Gathers members and scores in any order, and makes a sorted set of them at the end: sorted once,
 * which is cheaper than an ordered insertion each.
 */
public final class SortedSetBuilder {
  private final RecordTable table;
  private byte[][] arrived = {}; // what addNew has added
  private int arrivals;

  public SortedSetBuilder() {
    this(0);
  }

  /** Gathers about so many. */
  public SortedSetBuilder(int expected) {
    table = new RecordTable(expected);
  }

  /** The number of members. */
  public int size() {
    return table.size();
  }

  /** Adds a member, or combines its score, the first argument, with the new one. */
  public void merge(Slice member, double score, DoubleBinaryOperator combine) {
    long hash = Hashing.hash(member);
    byte[] r = (byte[]) table.find(member.array(), member.offset(), member.length(), hash);
    if (r == null) {
      table.insert(IndexedSortedSet.record(member, score), hash);
    } else {
      IndexedSortedSet.score(r, combine.applyAsDouble(IndexedSortedSet.score(r), score));
    }
  }

  /**
   * Adds a member if it is not there yet; false if it is. Members that come in order, or in that
   * order reversed, are sorted fastest.
   */
  public boolean addNew(Slice member, double score) {
    long hash = Hashing.hash(member);
    if (table.locate(member.array(), member.offset(), member.length(), hash)
        != RecordTable.ABSENT) {
      return false;
    }
    byte[] r = IndexedSortedSet.record(member, score);
    table.insert(r, hash);
    if (arrivals == arrived.length) {
      arrived = Arrays.copyOf(arrived, Math.max(16, arrivals + (arrivals >>> 1)));
    }
    arrived[arrivals++] = r;
    return true;
  }

  /** Adds a member that is not there yet. */
  public void add(Slice member, double score) {
    long hash = Hashing.hash(member);
    table.insert(IndexedSortedSet.record(member, score), hash);
  }

  /** Removes a member if it is there. */
  public void remove(Slice member) {
    long hash = Hashing.hash(member);
    long token = table.locate(member.array(), member.offset(), member.length(), hash);
    if (token != RecordTable.ABSENT) {
      table.removeAt(token);
    }
  }

  /** The set of all members gathered. This builder must not be used any more. */
  public SortedSetValue build(ValueLimits limits) {
    byte[][] records = sorted();
    int longest = 0;
    for (byte[] r : records) {
      longest = Math.max(longest, Record.keyLength(r));
    }
    if (SortedSetValue.fitsPacked(records.length, longest, limits)) {
      PackedSortedSet packed = new PackedSortedSet();
      Slice member = new Slice();
      for (byte[] r : records) {
        packed.append(Record.key(r, member), IndexedSortedSet.score(r));
      }
      return new SortedSetValue(limits, packed);
    }
    IndexedSortedSet indexed = new IndexedSortedSet(table);
    for (byte[] r : records) {
      indexed.append(r);
    }
    return new SortedSetValue(limits, indexed);
  }

  /** The elements gathered so far, in order, without a set being made of them. */
  public SortedSetCursor elements() {
    return new Elements(sorted());
  }

  @SuppressWarnings("NullAway") // what nextSlot finds is full
  private byte[][] sorted() {
    if (arrivals == table.size()) {
      byte[][] records = Arrays.copyOf(arrived, arrivals);
      Arrays.sort(records, SortedSetBuilder::compare);
      return records;
    }
    byte[][] records = new byte[table.size()][];
    int n = 0;
    for (int i = table.nextSlot(-1); i >= 0; i = table.nextSlot(i)) {
      records[n++] = (byte[]) table.slot(i);
    }
    Arrays.sort(records, SortedSetBuilder::compare);
    return records;
  }

  private static int compare(byte[] a, byte[] b) {
    double s = IndexedSortedSet.score(a);
    double t = IndexedSortedSet.score(b);
    return s < t ? -1 : s > t ? 1 : SortedSetNode.compareKeys(a, b);
  }

  private static final class Elements extends SortedSetCursor {
    private final byte[][] records;
    private int index;

    Elements(byte[][] records) {
      super(0, records.length, false);
      this.records = records;
    }

    @Override
    void seek(int rank) {
      index = rank;
    }

    @Override
    void step() {
      index++;
    }

    @Override
    void read(Slice into) {
      Record.key(records[index], into);
    }

    @Override
    public double score() {
      return IndexedSortedSet.score(records[index]);
    }
  }
}
