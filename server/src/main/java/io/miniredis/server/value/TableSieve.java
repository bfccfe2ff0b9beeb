package io.miniredis.server.value;

/**
 * A {@link SetSieve} over a table. Looking up members of a large set one by one waits for memory
 * three times a member; so a batch of them is taken, and every stage of their lookups is read for
 * all of them before the next stage is: then the waits overlap.
 */
final class TableSieve extends SetSieve {
  private static final int BATCH = 16;

  private final LargeSet members;
  private final byte[][] batch;
  private final long[] hashes;
  private int taken;
  private int current;
  private int ahead; // the position behind the batch

  @SuppressWarnings("UnusedVariable") // written only: it keeps the reads from being left out
  private int touched;

  TableSieve(LargeSet first, SetForm[] others, boolean wanted, Slice view) {
    super(first, others, wanted, view);
    members = first;
    ahead = first.next(Positions.NONE);
    batch = new byte[BATCH][];
    hashes = new long[BATCH];
  }

  @Override
  public boolean next() {
    do {
      if (++current >= taken) {
        take();
        current = 0;
        if (taken == 0) {
          return false;
        }
      }
    } while (!passes(batch[current], hashes[current]));
    return true;
  }

  @Override
  public Slice member() {
    return Record.key(batch[current], view);
  }

  private boolean passes(byte[] member, long hash) {
    for (SetForm other : others) {
      boolean there =
          other instanceof LargeSet table
              ? table.has(member, hash)
              : other.find(Record.key(member, view)) != Positions.NONE;
      if (there != wanted) {
        return false;
      }
    }
    return true;
  }

  private void take() {
    int n = 0;
    for (; n < BATCH && ahead != Positions.NONE; ahead = members.next(ahead)) {
      batch[n++] = members.record(ahead);
    }
    taken = n;
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum += batch[i][0];
    }
    for (int i = 0; i < n; i++) {
      hashes[i] = LargeSet.hash(batch[i]);
    }
    for (SetForm other : others) {
      RecordTable table = other.table();
      for (int stage = 0; table != null && stage < 3; stage++) {
        for (int i = 0; i < n; i++) {
          sum += table.touch(hashes[i], stage);
        }
      }
    }
    touched += sum;
  }
}
