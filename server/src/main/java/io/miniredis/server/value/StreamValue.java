package io.miniredis.server.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream: entries of fields and values in order of their ids, and consumer groups.
 *
 * <p>Entries are packed in {@linkplain StreamBlock blocks} that end where Redis's listpacks end,
 * after {@link ValueLimits#streamNodeMaxBytes} and {@link ValueLimits#streamNodeMaxEntries}. A
 * deleted entry is marked; a block goes when its last entry goes. A stream without entries is still
 * a stream.
 */
public final class StreamValue extends Value {
  public static final ValueType<StreamValue> TYPE =
      new ValueType<>("stream", StreamValue.class, StreamValue::new);

  /** Bytes of all fields and values of one entry, at most. */
  public static final int LARGEST_ENTRY = StreamBlock.LARGEST;

  private static final int HEAP_BYTES = 64 + NameList.HEAP_BYTES + 24 + 2 * 32;
  private static final int ROOMY_BLOCKS = 4; // from so many on, a block begins with room for all

  private final ValueLimits limits;
  final IdRuns<StreamBlock> blocks = new IdRuns<>();
  final NameList<StreamGroup> groups = new NameList<>();
  private final HeapAccount account = new HeapAccount();
  private long size;
  private long entriesAdded;
  private StreamId lastId = StreamId.MIN;
  private StreamId firstId = StreamId.MIN;
  private StreamId maxDeletedId = StreamId.MIN;
  private @Nullable StreamReferences references;
  private @Nullable StreamProducers producers;

  public StreamValue(ValueLimits limits) {
    this.limits = limits;
    account.bytes = HEAP_BYTES;
  }

  @Override
  public ValueType<?> type() {
    return TYPE;
  }

  @Override
  public String encoding() {
    return "stream";
  }

  @Override
  public long bytes() {
    return account.bytes + blocks.heapBytes();
  }

  /** Never: a stream is there until its key is removed. */
  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public StreamValue copy() {
    StreamValue c = new StreamValue(limits);
    for (int i = 0; i < blocks.size(); i++) {
      StreamBlock block = blocks.get(i).copy();
      c.blocks.append(block);
      c.account.bytes += block.heapBytes();
    }
    c.size = size;
    c.entriesAdded = entriesAdded;
    c.lastId = lastId;
    c.firstId = firstId;
    c.maxDeletedId = maxDeletedId;
    for (StreamGroup group : groups) {
      c.groups.add(group.copy(c, c.account));
    }
    c.producers = producers == null ? null : producers.copy(c.account);
    return c;
  }

  // ---- what it tells of itself

  /** The number of entries. */
  public long size() {
    return size;
  }

  /** The number of blocks. */
  public int blocks() {
    return blocks.size();
  }

  /** The id with which block {@code index} begins. */
  public StreamId blockId(int index) {
    StreamBlock block = blocks.get(index);
    return new StreamId(block.ms, block.seq);
  }

  /** The greatest id that an entry ever had, or that was set. */
  public StreamId lastId() {
    return lastId;
  }

  /** The id of the first entry, or 0-0 if there is none. */
  public StreamId firstId() {
    return firstId;
  }

  /** The greatest id that was deleted one by one, or that was set; 0-0 if none. */
  public StreamId maxDeletedId() {
    return maxDeletedId;
  }

  /** How many entries were ever added. */
  public long entriesAdded() {
    return entriesAdded;
  }

  /** Sets the last id; none of the entries may have a greater one. */
  public void lastId(StreamId id) {
    lastId = id;
  }

  public void entriesAdded(long n) {
    entriesAdded = n;
  }

  public void maxDeletedId(StreamId id) {
    maxDeletedId = id;
  }

  /** The id of the last entry, or 0-0 if there is none. */
  public StreamId lastEntryId() {
    StreamCursor c = cursor(StreamId.MIN, StreamId.MAX, true);
    return c != null && c.next() ? c.id() : StreamId.MIN;
  }

  /** Whether an entry has this id. */
  public boolean contains(long ms, long seq) {
    StreamCursor c = at(new StreamId(ms, seq));
    return c != null && c.next();
  }

  /**
   * A walk over the entries from one id to another, both included; null if there is nothing to walk
   * over.
   *
   * @param reverse from the last to the first
   */
  public @Nullable StreamCursor cursor(StreamId first, StreamId last, boolean reverse) {
    return blocks.size() == 0 ? null : new StreamCursor(blocks, first, last, reverse);
  }

  /** A walk over the one entry with this id, or none. */
  public @Nullable StreamCursor at(StreamId id) {
    return cursor(id, id, false);
  }

  // ---- what changes it

  /** Adds an entry. Its id must be greater than {@link #lastId}. */
  public void add(StreamId id, StreamEntry entry) {
    StreamBlock block = blocks.size() == 0 ? null : blocks.last();
    if (block == null || isFull(block, entry)) {
      int capacity = 0;
      if (block != null) {
        account.bytes -= block.heapBytes();
        block.shrink();
        account.bytes += block.heapBytes();
        capacity = blocks.size() < ROOMY_BLOCKS ? 0 : block.used + (block.used >> 4);
      }
      block = new StreamBlock(id.ms(), id.seq(), entry, capacity);
      blocks.append(block);
    } else {
      account.bytes -= block.heapBytes();
    }
    block.append(id.ms(), id.seq(), entry);
    account.bytes += block.heapBytes();
    size++;
    entriesAdded++;
    lastId = id;
    if (size == 1) {
      firstId = id;
    }
  }

  private boolean isFull(StreamBlock block, StreamEntry entry) {
    long more = 0;
    for (int i = 0; i < entry.elements(); i++) {
      more += entry.element(i).length();
    }
    long maxBytes = limits.streamNodeMaxBytes;
    if (maxBytes == 0 || maxBytes > StreamBlock.LARGEST) {
      maxBytes = StreamBlock.LARGEST;
    }
    if (block.listpackBytes() + more >= maxBytes) {
      return true;
    }
    long maxEntries = limits.streamNodeMaxEntries;
    return maxEntries != 0 && (long) block.live + block.deleted >= maxEntries;
  }

  /** Deletes the entry with this id; false if there is none. */
  public boolean delete(StreamId id) {
    StreamCursor c = at(id);
    if (c == null || !c.next()) {
      return false;
    }
    markDeleted(c);
    if (c.block().live == 0) {
      removeBlock(c.blockIndex());
    }
    if (id.isAfter(maxDeletedId)) {
      maxDeletedId = id;
    }
    if (size == 0 || id.equals(firstId)) {
      findFirst();
    }
    return true;
  }

  /** What came of a deletion that minds references. */
  public enum Deletion {
    /** There was no such entry. */
    ABSENT,

    /** There was no such entry, but groups referred to its id, and do no more. */
    RELEASED,

    /** The entry is gone. */
    DELETED,

    /** The entry is still there: not every group has acknowledged it, or there is no group. */
    KEPT
  }

  /** Deletes the entry with this id, if its references allow it. */
  public Deletion delete(StreamId id, ReferencePolicy policy) {
    boolean released = false;
    if (policy == ReferencePolicy.DELREF && groups.size() > 0) {
      released = madeReferences().release(id.ms(), id.seq()) > 0;
    } else if (policy == ReferencePolicy.ACKED && contains(id.ms(), id.seq())) {
      if (groups.size() == 0 || isReferenced(id)) {
        return Deletion.KEPT;
      }
    }
    if (delete(id)) {
      return Deletion.DELETED;
    }
    return released ? Deletion.RELEASED : Deletion.ABSENT;
  }

  /** Whether a group has not yet read the entry with this id, or not acknowledged it. */
  public boolean isReferenced(StreamId id) {
    return groups.size() > 0 && madeReferences().holds(id.ms(), id.seq());
  }

  /**
   * Removes the oldest entries until so many are left.
   *
   * @param approximate removes whole blocks only, as long as not too few are left
   * @param limit how many to remove at most, in whole blocks, 0 is no limit; with {@link
   *     ReferencePolicy#ACKED} how many to look at
   * @return how many were removed
   */
  public long trimToSize(long maxSize, boolean approximate, long limit, ReferencePolicy policy) {
    return trim(new StreamTrim(this, maxSize, StreamId.MIN, approximate, limit, policy));
  }

  /** As {@link #trimToSize}, of the entries with smaller ids than this one. */
  public long trimToId(StreamId minId, boolean approximate, long limit, ReferencePolicy policy) {
    return trim(new StreamTrim(this, -1, minId, approximate, limit, policy));
  }

  private long trim(StreamTrim trim) {
    long removed = trim.run();
    if (removed > 0) {
      findFirst();
    }
    return removed;
  }

  void markDeleted(StreamCursor c) {
    c.markDeleted();
    size--;
  }

  void removeBlock(int index) {
    StreamBlock block = blocks.get(index);
    account.bytes -= block.heapBytes();
    blocks.remove(index);
    size -= block.live;
  }

  private void findFirst() {
    firstId = StreamId.MIN;
    if (size > 0) {
      StreamCursor c = cursor(StreamId.MIN, StreamId.MAX, false);
      if (c != null && c.next()) {
        firstId = c.id();
      }
    }
  }

  // ---- how far somebody has read

  /** Whether an entry at or behind this id was deleted, as far as the greatest deleted id tells. */
  boolean hasTombstoneFrom(StreamId id) {
    return size > 0 && !maxDeletedId.isZero() && !id.isAfter(maxDeletedId);
  }

  /**
   * How many entries the stream ever had up to this id; {@link StreamGroup#UNKNOWN} where deletions
   * make that uncertain. The rules are those of Redis 7 (XINFO GROUPS, "consumer group lag").
   */
  public long entriesUpTo(StreamId id) {
    if (entriesAdded == 0) {
      return 0;
    }
    if (size == 0 && !id.isAfter(lastId)) {
      return entriesAdded;
    }
    if (!id.isZero() && id.isBefore(maxDeletedId)) {
      return StreamGroup.UNKNOWN;
    }
    if (id.equals(lastId)) {
      return entriesAdded;
    }
    if (id.isAfter(lastId)) {
      return StreamGroup.UNKNOWN;
    }
    if (maxDeletedId.isZero() || maxDeletedId.isBefore(firstId)) {
      if (id.isBefore(firstId)) {
        return entriesAdded - size;
      }
      if (id.equals(firstId)) {
        return entriesAdded - size + 1;
      }
    }
    return StreamGroup.UNKNOWN;
  }

  // ---- producers

  /** The messages of its producers; null if nobody asked to know them. */
  public @Nullable StreamProducers producers() {
    return producers;
  }

  /** The messages of its producers, to be known from now on if they are not yet. */
  public StreamProducers madeProducers() {
    StreamProducers made = producers;
    if (made == null) {
      made = new StreamProducers(limits.streamIdmpDuration, limits.streamIdmpMaxSize, account);
      producers = made;
    }
    return made;
  }

  // ---- groups

  /** The groups, in order of their names. */
  public List<StreamGroup> groups() {
    return groups.list();
  }

  public @Nullable StreamGroup group(Slice name) {
    return groups.find(name);
  }

  /**
   * Makes a group that has been delivered entries up to an id; there must be none of this name.
   *
   * @param read how many these were, or {@link StreamGroup#UNKNOWN}
   */
  public StreamGroup createGroup(Slice name, StreamId last, long read) {
    StreamGroup group = new StreamGroup(name.toBytes(), this, last, read, account);
    groups.add(group);
    if (references != null) {
      references.moved(null, last);
    }
    return group;
  }

  public void removeGroup(StreamGroup group) {
    group.forget();
    groups.remove(group);
    if (references != null && groups.size() == 0) {
      references.forget();
      references = null;
    }
  }

  /** What groups refer to; null as long as nobody asked for it. */
  @Nullable StreamReferences references() {
    return references;
  }

  /** What groups refer to, found out if nobody asked for it yet. */
  StreamReferences madeReferences() {
    StreamReferences made = references;
    if (made == null) {
      made = new StreamReferences(this, account);
      references = made;
    }
    return made;
  }
}
