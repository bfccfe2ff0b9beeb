package io.miniredis.server.value;

import java.util.Arrays;

/**
 * Runs in order of their first ids: an array with room at both ends, so that appending a run and
 * dropping the oldest take constant time, and looking for an id is a binary search.
 *
 * @param <R> the runs
 */
final class IdRuns<R extends IdRun> {
  static final int HEAP_BYTES = 24 + 16;
  private static final int SMALLEST = 4;

  private IdRun[] runs = new IdRun[SMALLEST];
  private int from;
  private int size;

  int size() {
    return size;
  }

  long heapBytes() {
    return HEAP_BYTES + 4L * runs.length;
  }

  @SuppressWarnings("unchecked") // only runs of this kind are put in
  R get(int index) {
    return (R) runs[from + index];
  }

  R last() {
    return get(size - 1);
  }

  /** The index of the last run that begins at or before an id; -1 if all begin behind it. */
  int find(long ms, long seq) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      IdRun run = runs[from + middle];
      if (StreamId.compare(run.ms, run.seq, ms, seq) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  void append(R run) {
    insert(size, run);
  }

  void insert(int index, R run) {
    if (from + size == runs.length) {
      makeRoom();
    }
    System.arraycopy(runs, from + index, runs, from + index + 1, size - index);
    runs[from + index] = run;
    size++;
  }

  @SuppressWarnings("NullAway") // slots outside the runs hold null
  void remove(int index) {
    if (index == 0) {
      runs[from++] = null;
    } else {
      System.arraycopy(runs, from + index + 1, runs, from + index, size - index - 1);
      runs[from + size - 1] = null;
    }
    size--;
    if (size == 0) {
      from = 0;
    }
    if (runs.length > 4 * SMALLEST && size < runs.length / 4) {
      resize(runs.length / 2);
    }
  }

  private void makeRoom() {
    if (from > runs.length / 2) {
      System.arraycopy(runs, from, runs, 0, size);
      Arrays.fill(runs, Math.max(size, from), from + size, null);
      from = 0;
    } else {
      resize(2 * runs.length);
    }
  }

  private void resize(int capacity) {
    IdRun[] resized = new IdRun[capacity];
    System.arraycopy(runs, from, resized, 0, size);
    runs = resized;
    from = 0;
  }
}
