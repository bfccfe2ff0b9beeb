package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A large sorted set: a hash table finds a member's record, whose value is the score, and a tree of
 * the same records keeps their order. A change of score allocates nothing.
 */
final class IndexedSortedSet extends SortedSetForm {
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private final RecordTable table;
  final SortedSetTree tree = new SortedSetTree();
  private long recordBytes;

  /** An empty set that takes {@code expected} elements without its table growing. */
  IndexedSortedSet(int expected) {
    this(new RecordTable(expected));
  }

  /** A set of the table's records, which {@link #append} has yet to put in order. */
  IndexedSortedSet(RecordTable table) {
    this.table = table;
  }

  /** A record of an element. */
  static byte[] record(Slice member, double score) {
    byte[] r =
        Record.create(0, Record.NO_EXPIRY, member.array(), member.offset(), member.length(), 8);
    score(r, score);
    return r;
  }

  static double score(byte[] record) {
    return (double) DOUBLE.get(record, record.length - 8);
  }

  static void score(byte[] record, double score) {
    DOUBLE.set(record, record.length - 8, score);
  }

  @Override
  RecordTable table() {
    return table;
  }

  @Override
  String encoding() {
    return "skiplist";
  }

  @Override
  int size() {
    return tree.size();
  }

  @Override
  long bytes() {
    return 32 + table.heapBytes() + tree.heapBytes() + recordBytes;
  }

  @Override
  IndexedSortedSet copy() {
    IndexedSortedSet copy = new IndexedSortedSet(size());
    SortedSetTree.TreeCursor c = range(0, size(), false);
    while (c.next()) {
      copy.insert(c.record().clone());
    }
    return copy;
  }

  /** Adds a record whose member is not in the set. */
  void insert(byte[] record) {
    int at = Record.keyOffset(record);
    insert(record, Hashing.hash(record, at, Record.keyLength(record)));
  }

  private void insert(byte[] record, long hash) {
    table.insert(record, hash);
    append(record);
  }

  /** Puts a record that is in the table in its place in the order. */
  void append(byte[] record) {
    tree.insert(score(record), record);
    recordBytes += Record.heapBytes(record);
  }

  byte @Nullable [] find(Slice member) {
    return (byte[]) table.find(member);
  }

  @Override
  double score(Slice member) {
    byte[] r = find(member);
    return r == null ? Double.NaN : score(r);
  }

  @Override
  int rank(Slice member) {
    byte[] r = find(member);
    return r == null ? -1 : tree.rank(score(r), r);
  }

  /** As {@link SortedSetValue#put}. */
  int put(Slice member, double score, int conditions) {
    long hash = Hashing.hash(member);
    byte[] r = (byte[]) table.find(member.array(), member.offset(), member.length(), hash);
    if (r == null) {
      if ((conditions & SortedSetValue.ONLY_KNOWN) != 0) {
        return SortedSetValue.UNCHANGED;
      }
      insert(record(member, score), hash);
      return SortedSetValue.ADDED;
    }
    double old = score(r);
    if (!SortedSetValue.mayRescore(conditions, old, score)) {
      return SortedSetValue.UNCHANGED;
    }
    score(r, score);
    tree.rescore(old, score, r);
    return SortedSetValue.UPDATED;
  }

  @Override
  boolean remove(Slice member) {
    long token =
        table.locate(member.array(), member.offset(), member.length(), Hashing.hash(member));
    if (token == RecordTable.ABSENT) {
      return false;
    }
    byte[] r = (byte[]) table.removeAt(token);
    recordBytes -= Record.heapBytes(r);
    tree.remove(score(r), r);
    return true;
  }

  @Override
  void removeRange(int from, int to) {
    if (to - from == size()) {
      table.clear(0);
      recordBytes = 0;
    } else {
      SortedSetTree.TreeCursor c = range(from, to, false);
      while (c.next()) {
        byte[] r = c.record();
        int at = Record.keyOffset(r);
        int length = Record.keyLength(r);
        table.removeAt(table.locate(r, at, length, Hashing.hash(r, at, length)));
        recordBytes -= Record.heapBytes(r);
      }
    }
    tree.removeRange(from, to);
  }

  @Override
  int below(double score, boolean orEqual) {
    return tree.below(score, orEqual);
  }

  @Override
  int lexFirst(LexBound min) {
    return switch (min.kind()) {
      case FIRST -> 0;
      case LAST -> size();
      case MEMBER -> tree.below(min.member(), min.exclusive());
    };
  }

  @Override
  int lexEnd(int first, LexBound max) {
    return switch (max.kind()) {
      case FIRST -> first;
      case LAST -> size();
      case MEMBER -> Math.max(first, tree.below(max.member(), !max.exclusive()));
    };
  }

  @Override
  SortedSetTree.TreeCursor range(int from, int to, boolean reverse) {
    return new SortedSetTree.TreeCursor(tree, from, to, reverse);
  }

  @Override
  long scan(long cursor, SortedSetValue.Visitor visitor) {
    Slice member = new Slice();
    return table.scan(
        cursor,
        element -> {
          byte[] r = (byte[]) element;
          visitor.visit(Record.key(r, member), score(r));
        });
  }

  long recordBytes() {
    return recordBytes;
  }

  int tableSize() {
    return table.size();
  }
}
