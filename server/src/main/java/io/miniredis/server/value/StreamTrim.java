package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/**
 * One trimming of a stream: removes its oldest entries, down to a number of them or up to an id.
 */
final class StreamTrim {
  private final StreamValue stream;
  private final long maxSize; // -1: by id
  private final StreamId minId;
  private final boolean approximate;
  private final long limit;
  private final ReferencePolicy policy;
  private long removed;

  StreamTrim(
      StreamValue stream,
      long maxSize,
      StreamId minId,
      boolean approximate,
      long limit,
      ReferencePolicy policy) {
    this.stream = stream;
    this.maxSize = maxSize;
    this.minId = minId;
    this.approximate = approximate;
    this.limit = limit;
    this.policy = stream.groups.size() == 0 ? ReferencePolicy.KEEPREF : policy;
  }

  /** Trims; returns how many entries were removed. */
  long run() {
    switch (policy) {
      case KEEPREF -> removeOldest(null);
      case DELREF -> removeOldest(stream.madeReferences());
      case ACKED -> removeAcknowledged(stream.madeReferences());
    }
    return removed;
  }

  private boolean isBySize() {
    return maxSize >= 0;
  }

  private boolean isDone() {
    return stream.blocks.size() == 0 || (isBySize() && stream.size() <= maxSize);
  }

  /** Whether all of a block may go. */
  private boolean isAllTooOld(StreamBlock block) {
    return isBySize() ? stream.size() - block.live >= maxSize : block.lastId().isBefore(minId);
  }

  /** Whether the cursor's entry may go. */
  private boolean isTooOld(StreamCursor c) {
    return isBySize()
        ? stream.size() > maxSize
        : StreamId.compare(c.ms(), c.seq(), minId.ms(), minId.seq()) < 0;
  }

  /** A walk over a block's entries, from an id on. */
  private StreamCursor walk(StreamBlock block, StreamId from) {
    StreamId first = new StreamId(block.ms, block.seq);
    return new StreamCursor(
        stream.blocks, from.isAfter(first) ? from : first, block.lastId(), false);
  }

  // ---- the oldest, whoever refers to them

  /** Removes whole blocks, and then if it is to be exact entries of the first. */
  private void removeOldest(@Nullable StreamReferences references) {
    while (!isDone()) {
      StreamBlock block = stream.blocks.get(0);
      if (limit != 0 && removed + block.live > limit) {
        return;
      }
      if (!isAllTooOld(block)) {
        if (!approximate) {
          removeWithin(references);
        }
        return;
      }
      if (references != null) {
        release(references, block);
      }
      removed += block.live;
      stream.removeBlock(0);
    }
  }

  private void release(StreamReferences references, StreamBlock block) {
    if (references.isAnyPending(block.ms, block.seq, block.lastId())) {
      StreamCursor c = walk(block, StreamId.MIN);
      while (c.next()) {
        references.release(c.ms(), c.seq());
      }
    }
  }

  /** Marks entries of the first block; it stays even if none is left, as in Redis. */
  private void removeWithin(@Nullable StreamReferences references) {
    StreamCursor c = walk(stream.blocks.get(0), StreamId.MIN);
    while (!isDone() && c.next() && isTooOld(c)) {
      if (references != null) {
        references.release(c.ms(), c.seq());
      }
      stream.markDeleted(c);
      removed++;
    }
  }

  // ---- what every group has acknowledged

  /**
   * Removes what nobody refers to, and leaves the rest in between. What was found to be pending the
   * last time, and still is, is not looked at again.
   */
  private void removeAcknowledged(StreamReferences references) {
    long examined = 0;
    StreamId settled = references.settled();
    int index = Math.max(0, stream.blocks.find(settled.ms(), settled.seq()));
    if (!isDone() && !stream.blocks.get(index).lastId().isAfter(settled)) {
      index++;
    }
    while (index < stream.blocks.size() && !isDone()) {
      StreamBlock block = stream.blocks.get(index);
      int live = block.live;
      if (limit != 0 && examined + live > limit) {
        return;
      }
      if ((approximate && !isAllTooOld(block)) || !references.isDelivered(block.ms, block.seq)) {
        return;
      }
      boolean all = removeAcknowledged(references, block);
      if (block.live == 0) {
        stream.removeBlock(index);
      } else {
        index++;
      }
      if (!all) {
        return;
      }
      examined += live;
    }
  }

  /** As above, in one block; false if it was not looked at to its end. */
  private boolean removeAcknowledged(StreamReferences references, StreamBlock block) {
    StreamId from = references.settled();
    StreamCursor c = walk(block, from);
    boolean all = true;
    StreamId last = null;
    while (all && c.next()) {
      if (!isTooOld(c) || !references.isDelivered(c.ms(), c.seq())) {
        all = false;
      } else {
        if (!references.holds(c.ms(), c.seq())) {
          stream.markDeleted(c);
          removed++;
        }
        last = c.id();
      }
    }
    if (last != null && last.isAfter(from)) {
      references.settled(last);
    }
    return all;
  }
}
