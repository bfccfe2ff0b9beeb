package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of {@linkplain Record records}: the keyspace, and large hashes, sets and sorted
 * sets.
 *
 * <p>Open addressing in groups of eight slots (after Google's SwissTable): a byte of tag a slot
 * tells empty, removed, or seven bits of the hash, and one 64-bit word compares a group's eight
 * tags at once. So a lookup costs one cache miss for the tags, one for the slot and one for the
 * record. A slot holds a record ({@code byte[]}) or a {@link Holder} of one.
 *
 * <p><b>Growth</b> is incremental: a fuller table is put aside and every insertion moves a few of
 * its groups, so no command stalls because a table doubles. While it lasts, lookups try both.
 *
 * <p><b>Scan.</b> An element is found from its home group, whatever slot it landed in. The cursor
 * walks home groups in order of their bit-reversed numbers: when the table doubles, the groups that
 * a home splits into lie together in that order, so what was visited stays visited and what was not
 * is still to come. Every element present from the start of a scan to its end is reported, some
 * more than once.
 *
 * <p>A <i>token</i> names a slot until the next insertion or removal.
 */
public final class RecordTable {
  /** Something that is more than a record, filed under its record's key. */
  public abstract static class Holder {
    /** Head and key; its value part is empty or the owner's. */
    public byte[] record;

    protected Holder(byte[] record) {
      this.record = record;
    }
  }

  public static final long ABSENT = -1;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final byte EMPTY = 0;
  private static final byte REMOVED = 1;
  private static final int GROUP = 8;
  private static final int MOVED_A_STEP = 2;
  private static final int WALKED_AT_ONCE = 32;
  private static final long IN_OLD = 1L << 32;
  private static final int MAX_GROUPS = 1 << 27;

  /** One generation of the table. Groups are a power of two. */
  private static final class Slots {
    final byte[] tags;
    final @Nullable Object[] slots;
    final int groupMask;
    int filled; // full and removed ones: what a probe cannot stop at

    Slots(int groups) {
      tags = new byte[groups * GROUP];
      slots = new Object[groups * GROUP];
      groupMask = groups - 1;
    }

    int find(byte[] key, int offset, int length, long hash) {
      long wanted = eightTags(hash);
      int group = (int) hash & groupMask;
      for (int probes = 0; probes <= groupMask; probes++) {
        int base = group * GROUP;
        long tags8 = (long) WORD.get(tags, base);
        long x = tags8 ^ wanted;
        long hits = (x - ONES) & ~x & HIGHS;
        while (hits != 0) {
          int i = base + (Long.numberOfTrailingZeros(hits) >>> 3);
          Object o = slots[i];
          if (o != null && Record.keyEquals(recordOf(o), key, offset, length)) {
            return i;
          }
          hits &= hits - 1;
        }
        if (((tags8 - ONES) & ~tags8 & HIGHS) != 0) {
          return -1;
        }
        group = (group + 1) & groupMask;
      }
      return -1;
    }

    int find(long hash, Predicate<Object> test) {
      int group = (int) hash & groupMask;
      byte wanted = tag(hash);
      for (int probes = 0; probes <= groupMask; probes++) {
        boolean stop = false;
        for (int i = group * GROUP; i < (group + 1) * GROUP; i++) {
          stop |= tags[i] == EMPTY;
          Object o = slots[i];
          if (o != null && tags[i] == wanted && hashOf(o) == hash && test.test(o)) {
            return i;
          }
        }
        if (stop) {
          return -1;
        }
        group = (group + 1) & groupMask;
      }
      return -1;
    }

    int touch(long hash, int stage) {
      if (stage == 0) {
        return tags[((int) hash & groupMask) * GROUP];
      }
      Object o = likely(hash);
      return stage == 2 && o instanceof byte[] r ? r[0] + r[r.length - 1] : o == null ? 0 : 1;
    }

    /** What the first slot of the home group with the hash's tag holds, if there is one. */
    @Nullable Object likely(long hash) {
      int base = ((int) hash & groupMask) * GROUP;
      long x = (long) WORD.get(tags, base) ^ eightTags(hash);
      long hits = (x - ONES) & ~x & HIGHS;
      return hits == 0 ? null : slots[base + (Long.numberOfTrailingZeros(hits) >>> 3)];
    }

    /** Puts an element in the first free slot; returns the slot. */
    int insert(Object o, long hash) {
      int group = (int) hash & groupMask;
      while (true) {
        long free = ~(long) WORD.get(tags, group * GROUP) & HIGHS;
        if (free != 0) {
          int i = group * GROUP + (Long.numberOfTrailingZeros(free) >>> 3);
          if (tags[i] == EMPTY) {
            filled++;
          }
          tags[i] = tag(hash);
          slots[i] = o;
          return i;
        }
        group = (group + 1) & groupMask;
      }
    }

    /** Frees a slot; a group that a probe stops at anyway needs no tombstone. */
    void free(int i) {
      slots[i] = null;
      long tags8 = (long) WORD.get(tags, i & -GROUP);
      if (((tags8 - ONES) & ~tags8 & HIGHS) != 0) {
        tags[i] = EMPTY;
        filled--;
      } else {
        tags[i] = REMOVED;
      }
    }

    boolean isFull() {
      return filled >= slots.length - (slots.length >>> 3);
    }

    /** Visits the elements whose home is this group. */
    void visit(int home, Consumer<Object> visitor) {
      int group = home;
      for (int probes = 0; probes <= groupMask; probes++) {
        boolean stop = false;
        for (int i = group * GROUP; i < (group + 1) * GROUP; i++) {
          stop |= tags[i] == EMPTY;
          Object o = slots[i];
          if (o != null && ((int) hashOf(o) & groupMask) == home) {
            visitor.accept(o);
          }
        }
        if (stop) {
          return;
        }
        group = (group + 1) & groupMask;
      }
    }
  }

  private Slots main;
  private @Nullable Slots old;
  private int moved; // groups of old that are already in main
  private int size;

  @SuppressWarnings("UnusedVariable") // written only: it keeps the reads from being left out
  private int touched;

  public RecordTable() {
    main = new Slots(1);
  }

  /** A table that takes {@code expected} elements without growing. */
  public RecordTable(int expected) {
    main = new Slots(groupsFor(expected));
  }

  public int size() {
    return size;
  }

  /** Bytes of heap of the table itself, without what its slots hold. */
  public long heapBytes() {
    long slots = main.slots.length + (old == null ? 0L : old.slots.length);
    return 112 + slots * 5;
  }

  /** Slots in the current generation, and in the one being emptied: what DEBUG HTSTATS tells. */
  public int capacity() {
    return main.slots.length;
  }

  public boolean isGrowing() {
    return old != null;
  }

  /**
   * Reads what a lookup of this hash most likely reads, one stage at a time: 0 the tags, 1 the
   * slot, 2 the record. May be called while another thread changes the table.
   *
   * @return of no use but to be used
   */
  public int touch(long hash, int stage) {
    Slots o = old;
    return main.touch(hash, stage) + (o == null ? 0 : o.touch(hash, stage));
  }

  /**
   * What a lookup of this hash most likely finds, or null. May be called while another thread
   * changes the table.
   */
  public @Nullable Object likely(long hash) {
    Object found = main.likely(hash);
    Slots o = old;
    return found == null && o != null ? o.likely(hash) : found;
  }

  /** Goes on with growing, if the table is: true while there is more to do. */
  public boolean growSome() {
    step();
    return old != null;
  }

  /** The token of the element with this key, or {@link #ABSENT}. */
  public long locate(byte[] key, int offset, int length, long hash) {
    int i = main.find(key, offset, length, hash);
    if (i >= 0) {
      return i;
    }
    Slots o = old;
    if (o != null) {
      i = o.find(key, offset, length, hash);
      if (i >= 0) {
        return i | IN_OLD;
      }
    }
    return ABSENT;
  }

  /** The token of some element with this hash that passes the test, or {@link #ABSENT}. */
  public long locate(long hash, Predicate<Object> test) {
    int i = main.find(hash, test);
    if (i >= 0) {
      return i;
    }
    Slots o = old;
    i = o == null ? -1 : o.find(hash, test);
    return i < 0 ? ABSENT : i | IN_OLD;
  }

  /** The element with this key, or null. */
  public @Nullable Object find(byte[] key, int offset, int length, long hash) {
    int i = main.find(key, offset, length, hash);
    if (i >= 0) {
      return main.slots[i];
    }
    Slots o = old;
    if (o != null) {
      i = o.find(key, offset, length, hash);
      if (i >= 0) {
        return o.slots[i];
      }
    }
    return null;
  }

  /** The element with this key, or null; hashes the key itself. */
  public @Nullable Object find(Slice key) {
    return find(
        key.array(),
        key.offset(),
        key.length(),
        Hashing.hash(key.array(), key.offset(), key.length()));
  }

  @SuppressWarnings("NullAway") // a token names a full slot
  public Object at(long token) {
    return holding(token).slots[(int) token];
  }

  /** Puts another element of the same key in the token's slot. */
  public void set(long token, Object element) {
    holding(token).slots[(int) token] = element;
  }

  /** Removes the token's element and returns it. */
  public Object removeAt(long token) {
    Object o = at(token);
    holding(token).free((int) token);
    size--;
    step();
    if (old == null && main.slots.length > 4 * GROUP && size < main.slots.length >>> 3) {
      startMoving(size * 2);
    }
    return o;
  }

  /** Inserts an element whose key is not in the table; returns its token. */
  public long insert(Object element, long hash) {
    step();
    if (main.isFull()) { // and nothing is being moved: see startMoving
      startMoving(size + (size >>> 1) + GROUP);
    }
    size++;
    return main.insert(element, hash);
  }

  /** Removes all elements; the table takes so many then without growing. */
  public void clear(int expected) {
    main = new Slots(groupsFor(expected));
    old = null;
    size = 0;
  }

  /** The number of slots to walk with {@link #slot}; nothing may change meanwhile. */
  public int slotCount() {
    return main.slots.length + (old == null ? 0 : old.slots.length);
  }

  /** The element in a slot, or null if it is free. */
  public @Nullable Object slot(int index) {
    int n = main.slots.length;
    if (index < n) {
      return main.slots[index];
    }
    return old == null ? null : old.slots[index - n];
  }

  /** A token for {@link #at}, {@link #set} and {@link #removeAt} from a slot's index. */
  public long tokenOfSlot(int index) {
    int n = main.slots.length;
    return index < n ? index : (index - n) | IN_OLD;
  }

  /** The slot's index that {@link #tokenOfSlot} turns into this token. */
  public int slotOf(long token) {
    return (token & IN_OLD) == 0 ? (int) token : main.slots.length + (int) token;
  }

  /** The next full slot behind this one (-1: the first of all), or -1 if there is none. */
  public int nextSlot(int index) {
    int n = slotCount();
    for (int i = index + 1; i < n; i++) {
      if (i % WALKED_AT_ONCE == 0) {
        for (int j = i; j < Math.min(n, i + WALKED_AT_ONCE); j++) { // so that the waits overlap
          touched += slot(j) instanceof byte[] r ? r[0] : 0;
        }
      }
      if (slot(i) != null) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings("NullAway") // what nextSlot finds is full
  public void forEach(Consumer<Object> visitor) {
    for (int i = nextSlot(-1); i >= 0; i = nextSlot(i)) {
      visitor.accept(slot(i));
    }
  }

  /** An element picked at random, each as likely as any other; null if there is none. */
  public @Nullable Object random(RandomGenerator random) {
    return size == 0 ? null : slot(randomSlot(random));
  }

  /** The slot of an element picked at random, each as likely as any other. There must be one. */
  public int randomSlot(RandomGenerator random) {
    int n = slotCount();
    while (true) { // a table shrinks in time: few draws will do
      int i = random.nextInt(n);
      if (slot(i) != null) {
        return i;
      }
    }
  }

  /**
   * Visits the elements of one step of a scan.
   *
   * @param cursor 0 to begin, then what the last call returned
   * @return the next cursor; 0 when the scan is complete
   */
  public long scan(long cursor, Consumer<Object> visitor) {
    Slots o = old;
    if (o == null) {
      main.visit((int) cursor & main.groupMask, visitor);
      return advance(cursor, main.groupMask);
    }
    Slots small = o.groupMask <= main.groupMask ? o : main;
    Slots large = small == o ? main : o;
    small.visit((int) cursor & small.groupMask, visitor);
    long v = cursor;
    do { // every home of the larger table that this home of the smaller one splits into
      large.visit((int) v & large.groupMask, visitor);
      v = advance(v, large.groupMask);
    } while ((v & (small.groupMask ^ large.groupMask)) != 0);
    return v;
  }

  public static byte[] recordOf(Object element) {
    return element instanceof byte[] r ? r : ((Holder) element).record;
  }

  /** The next cursor: one more, counted from the highest bit of the mask down. */
  private static long advance(long cursor, int mask) {
    long v = cursor | ~(long) mask;
    v = Long.reverse(v) + 1;
    return Long.reverse(v);
  }

  private static long eightTags(long hash) {
    return ONES * (0x80 | (hash >>> 57)); // of the tag as a number without sign
  }

  private static byte tag(long hash) {
    return (byte) (0x80 | (hash >>> 57));
  }

  private static long hashOf(Object element) {
    byte[] r = recordOf(element);
    return Hashing.hash(r, Record.keyOffset(r), Record.keyLength(r));
  }

  /** The smallest power of two of groups that hold so many elements and are not full. */
  private static int groupsFor(int elements) {
    long groups = 1;
    while (groups * (GROUP - 1) < elements) {
      groups <<= 1;
    }
    if (groups > MAX_GROUPS) {
      throw new IllegalStateException("a table cannot hold " + elements + " elements");
    }
    return (int) groups;
  }

  private Slots holding(long token) {
    Slots o = old;
    return (token & IN_OLD) == 0 || o == null ? main : o;
  }

  /**
   * Puts the table aside for one with room for {@code expected} elements, and at least for those
   * there are and one more for every step it takes to move them: it cannot fill up before they have
   * moved.
   */
  private void startMoving(int expected) {
    int steps = (main.groupMask + MOVED_A_STEP) / MOVED_A_STEP;
    Slots larger = new Slots(groupsFor(Math.max(expected, size + steps + GROUP)));
    old = main;
    moved = 0;
    main = larger;
  }

  /** Moves the next few groups of the old table to the new one. */
  private void step() {
    Slots o = old;
    if (o == null) {
      return;
    }
    int to = Math.min(moved + MOVED_A_STEP, o.groupMask + 1);
    for (int i = moved * GROUP; i < to * GROUP; i++) {
      Object element = o.slots[i];
      if (element != null) {
        main.insert(element, hashOf(element));
        o.slots[i] = null;
        o.tags[i] = REMOVED; // probes that pass here must go on
      }
    }
    moved = to;
    if (moved > o.groupMask) {
      old = null;
    }
  }
}
