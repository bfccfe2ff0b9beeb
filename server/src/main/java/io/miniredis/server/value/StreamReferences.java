package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether any group of a stream still refers to an entry, without asking every group: what is
 * pending in all of them in one list, and up to which id all of them have read.
 *
 * <p>A stream has this only once it was told to mind references, so others pay nothing for it. It
 * takes some bytes for each pending entry, and its groups keep it up to date.
 */
final class StreamReferences {
  static final int HEAP_BYTES = 32;

  private final StreamValue stream;
  private final HeapAccount account;
  final PendingList all;
  private @Nullable StreamId leastDelivered; // null: to be found out
  private int groupsAtLeast;
  private StreamId settled = StreamId.MIN;

  StreamReferences(StreamValue stream, HeapAccount account) {
    this.stream = stream;
    this.account = account;
    account.bytes += HEAP_BYTES;
    all = new PendingList(account);
    for (StreamGroup group : stream.groups) {
      PendingList pending = group.pending();
      for (Pending p = pending.first(); p != null; p = pending.after(p)) {
        all.add(p);
      }
    }
  }

  /** Takes this out of the account. */
  void forget() {
    all.forget();
    account.bytes -= HEAP_BYTES;
  }

  /** The number of references. */
  long size() {
    return all.size();
  }

  // ---- what it tells

  /** Whether a group has not read the entry with this id, or not acknowledged it. */
  boolean holds(long ms, long seq) {
    return !isDelivered(ms, seq) || all.find(ms, seq) != null;
  }

  /** Whether all groups have been given the entry with this id; there is a group. */
  boolean isDelivered(long ms, long seq) {
    StreamId least = leastDelivered();
    return StreamId.compare(ms, seq, least.ms(), least.seq()) <= 0;
  }

  /** Whether an id from one to another, both included, is pending in a group. */
  boolean isAnyPending(long firstMs, long firstSeq, StreamId last) {
    Pending p = all.atOrAfter(firstMs, firstSeq);
    return p != null && p.compareTo(last) <= 0;
  }

  private StreamId leastDelivered() {
    StreamId least = leastDelivered;
    if (least == null) {
      least = StreamId.MAX;
      groupsAtLeast = 0;
      for (StreamGroup group : stream.groups) {
        StreamId id = group.lastDelivered();
        if (id.isBefore(least)) {
          least = id;
          groupsAtLeast = 0;
        }
        groupsAtLeast += id.equals(least) ? 1 : 0;
      }
      leastDelivered = least;
    }
    return least;
  }

  /** Has all groups forget that this id is pending; returns how many did. */
  int release(long ms, long seq) {
    int released = 0;
    Pending p = all.find(ms, seq);
    while (p != null) {
      p.consumer.group.remove(p);
      released++;
      p = all.find(ms, seq);
    }
    return released;
  }

  // ---- trimming what is acknowledged

  /** Up to this id there are only entries that were found to be pending. */
  StreamId settled() {
    return settled;
  }

  void settled(StreamId id) {
    settled = id;
  }

  // ---- what its groups tell it

  void added(Pending p) {
    all.add(p);
  }

  void removed(Pending p) {
    all.remove(p);
    if (p.compareTo(settled) <= 0) {
      StreamId before = p.id().previous();
      settled = before == null ? StreamId.MIN : before;
    }
  }

  /** A group's last delivered id changes; null if the group comes or goes. */
  void moved(@Nullable StreamId from, @Nullable StreamId to) {
    StreamId least = leastDelivered;
    if (least == null) {
      return;
    }
    if (least.equals(from)) {
      groupsAtLeast--;
    }
    if (to != null && to.isBefore(least)) {
      leastDelivered = to;
      groupsAtLeast = 1;
    } else if (least.equals(to)) {
      groupsAtLeast++;
    } else if (groupsAtLeast == 0) {
      leastDelivered = null;
    }
  }
}
