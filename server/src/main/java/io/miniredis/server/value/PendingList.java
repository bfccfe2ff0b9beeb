package io.miniredis.server.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pending entries in order of their ids: short sorted arrays in {@linkplain IdRuns one list}.
 * Entries mostly come at the end and go at the beginning. Several may have one id, if they belong
 * to several groups.
 */
public final class PendingList {
  private static final int RUN = 64;
  private static final int FEW = RUN / 4;

  static final class Run extends IdRun {
    static final int HEAP_BYTES = 40 + 16;

    Pending[] entries = new Pending[4];
    int count;

    Run(long ms, long seq) {
      super(ms, seq);
    }

    @Override
    long heapBytes() {
      return HEAP_BYTES + 4L * entries.length;
    }

    /** The index of the first entry at or behind an id. */
    int find(long ms, long seq) {
      int low = 0;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        Pending p = entries[middle];
        if (StreamId.compare(p.ms, p.seq, ms, seq) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    void insert(int at, Pending p) {
      if (count == entries.length) {
        entries = Arrays.copyOf(entries, Math.min(RUN, 2 * count));
      }
      System.arraycopy(entries, at, entries, at + 1, count - at);
      entries[at] = p;
      count++;
      ms = entries[0].ms;
      seq = entries[0].seq;
    }

    @SuppressWarnings("NullAway") // slots behind the entries hold null
    void remove(int at) {
      count--;
      System.arraycopy(entries, at + 1, entries, at, count - at);
      entries[count] = null;
    }
  }

  private final HeapAccount account;
  final IdRuns<Run> runs = new IdRuns<>();
  private long size;

  PendingList(HeapAccount account) {
    this.account = account;
    account.bytes += 32 + runs.heapBytes();
  }

  public long size() {
    return size;
  }

  /** The first entry at or behind an id, or null. */
  public @Nullable Pending atOrAfter(long ms, long seq) {
    if (size == 0) {
      return null;
    }
    int index = firstRun(ms, seq);
    Run run = runs.get(index);
    int at = run.find(ms, seq);
    if (at == run.count) {
      if (index + 1 == runs.size()) {
        return null;
      }
      run = runs.get(index + 1);
      at = 0;
    }
    return run.entries[at];
  }

  /** The first run that may have an entry with this id; there is a run. */
  private int firstRun(long ms, long seq) {
    int index = Math.max(0, runs.find(ms, seq));
    while (index > 0 && runs.get(index).ms == ms && runs.get(index).seq == seq) {
      index--;
    }
    return index;
  }

  /** As {@link #atOrAfter(long, long)}. */
  public @Nullable Pending atOrAfter(StreamId id) {
    return atOrAfter(id.ms(), id.seq());
  }

  /**
   * The entry with the next id behind this one, whether or not this one is still in the list; or
   * null.
   */
  public @Nullable Pending after(Pending p) {
    if (p.seq != -1) {
      return atOrAfter(p.ms, p.seq + 1);
    }
    return p.ms == -1 ? null : atOrAfter(p.ms + 1, 0);
  }

  public @Nullable Pending first() {
    return size == 0 ? null : runs.get(0).entries[0];
  }

  public @Nullable Pending last() {
    if (size == 0) {
      return null;
    }
    Run run = runs.last();
    return run.entries[run.count - 1];
  }

  /** An entry with this id, or null. */
  public @Nullable Pending find(long ms, long seq) {
    Pending p = atOrAfter(ms, seq);
    return p != null && p.ms == ms && p.seq == seq ? p : null;
  }

  /** Adds an entry that is not in the list. */
  void add(Pending p) {
    long before = runs.heapBytes();
    int index = runs.find(p.ms, p.seq);
    if (index < 0 && size > 0) {
      index = 0;
    }
    if (index < 0 || isPastFull(index, p)) {
      Run run = new Run(p.ms, p.seq);
      run.insert(0, p);
      runs.insert(index + 1, run);
      account.bytes += run.heapBytes();
    } else {
      insert(index, p);
    }
    size++;
    account.bytes += runs.heapBytes() - before;
  }

  private boolean isPastFull(int index, Pending p) {
    Run run = runs.get(index);
    return run.count == RUN && run.find(p.ms, p.seq) == RUN;
  }

  private void insert(int index, Pending p) {
    Run run = runs.get(index);
    long before = run.heapBytes();
    if (run.count == RUN) {
      Pending[] upper = Arrays.copyOfRange(run.entries, RUN / 2, RUN);
      Run right = new Run(upper[0].ms, upper[0].seq);
      right.entries = upper;
      right.count = upper.length;
      run.entries = Arrays.copyOf(run.entries, RUN / 2);
      run.count = RUN / 2;
      runs.insert(index + 1, right);
      before -= right.heapBytes();
      if (StreamId.compare(p.ms, p.seq, right.ms, right.seq) > 0) {
        account.bytes += run.heapBytes() - before;
        insert(index + 1, p);
        return;
      }
    }
    run.insert(run.find(p.ms, p.seq), p);
    account.bytes += run.heapBytes() - before;
  }

  /** Removes an entry that is in the list. */
  void remove(Pending p) {
    long before = runs.heapBytes();
    int index = firstRun(p.ms, p.seq);
    Run run = runs.get(index);
    int at = run.find(p.ms, p.seq);
    while (at == run.count || run.entries[at] != p) {
      if (at < run.count) {
        at++;
      } else {
        run = runs.get(++index);
        at = 0;
      }
    }
    run.remove(at);
    size--;
    if (run.count == 0) {
      account.bytes -= run.heapBytes();
      runs.remove(index);
    } else if (run.count < FEW && index + 1 < runs.size()) {
      join(index);
    }
    account.bytes += runs.heapBytes() - before;
  }

  /** Joins a run of few entries with its neighbour, where there is room. */
  private void join(int index) {
    Run run = runs.get(index);
    Run next = runs.get(index + 1);
    if (run.count + next.count > RUN / 2) {
      return;
    }
    account.bytes -= run.heapBytes() + next.heapBytes();
    run.entries = Arrays.copyOf(run.entries, RUN / 2);
    System.arraycopy(next.entries, 0, run.entries, run.count, next.count);
    run.count += next.count;
    runs.remove(index + 1);
    account.bytes += run.heapBytes();
  }

  /** Takes this list out of the account. */
  void forget() {
    account.bytes -= 32 + runs.heapBytes();
    for (int i = 0; i < runs.size(); i++) {
      account.bytes -= runs.get(i).heapBytes();
    }
  }
}
