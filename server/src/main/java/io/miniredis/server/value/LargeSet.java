package io.miniredis.server.value;

import java.util.random.RandomGenerator;

/** Members in a table of records without values. A position is a slot of the table. */
final class LargeSet extends SetForm {
  private static final int HEAP_BYTES = 24;

  private final RecordTable table;
  private long recordBytes;

  LargeSet(int expected) {
    table = new RecordTable(expected);
  }

  @Override
  RecordTable table() {
    return table;
  }

  @Override
  String encoding() {
    return "hashtable";
  }

  @Override
  int size() {
    return table.size();
  }

  @Override
  long bytes() {
    return HEAP_BYTES + table.heapBytes() + recordBytes;
  }

  @Override
  LargeSet copy() {
    LargeSet copy = new LargeSet(table.size());
    Slice member = new Slice();
    for (int p = next(NONE); p != NONE; p = next(p)) {
      copy.add(member(p, member));
    }
    return copy;
  }

  @Override
  int find(Slice member) {
    long token = locate(member, Hashing.hash(member));
    return token == RecordTable.ABSENT ? NONE : table.slotOf(token);
  }

  @Override
  public int next(int position) {
    return table.nextSlot(position);
  }

  @Override
  public int random(RandomGenerator random) {
    return table.randomSlot(random);
  }

  @Override
  Slice member(int position, Slice into) {
    return Record.key(record(position), into);
  }

  @SuppressWarnings("NullAway") // a position is a full slot
  byte[] record(int position) {
    return (byte[]) table.slot(position);
  }

  /** Whether a member is there that is the key of another table's record. */
  boolean has(byte[] record, long hash) {
    return table.find(record, Record.keyOffset(record), Record.keyLength(record), hash) != null;
  }

  /** The hash of the member that is a record's key. */
  static long hash(byte[] record) {
    return Hashing.hash(record, Record.keyOffset(record), Record.keyLength(record));
  }

  /** Adds a member. Returns whether it was not there before. */
  boolean add(Slice member) {
    long hash = Hashing.hash(member);
    if (locate(member, hash) != RecordTable.ABSENT) {
      return false;
    }
    byte[] record =
        Record.create(0, Record.NO_EXPIRY, member.array(), member.offset(), member.length(), 0);
    recordBytes += Record.heapBytes(record);
    table.insert(record, hash);
    return true;
  }

  @Override
  void removeAt(int position) {
    byte[] record = (byte[]) table.removeAt(table.tokenOfSlot(position));
    recordBytes -= Record.heapBytes(record);
  }

  @Override
  long scan(long cursor, SetValue.Visitor visitor) {
    Slice member = new Slice();
    return table.scan(cursor, record -> visitor.visit(Record.key((byte[]) record, member)));
  }

  private long locate(Slice member, long hash) {
    return table.locate(member.array(), member.offset(), member.length(), hash);
  }
}
