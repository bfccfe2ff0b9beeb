package io.miniredis.server.engine;

/**
 * The best candidates for eviction of those that were looked at, by their scores: the greatest goes
 * first. They are kept from one eviction to the next, which is what makes few samples enough
 * (Redis's approximated LRU). Holds hashes of keys: whoever takes a candidate sees whether the key
 * is still there.
 */
final class EvictionPool {
  private static final int SIZE = 16;

  // in ascending order of the scores
  private final long[] scores = new long[SIZE];
  private final long[] hashes = new long[SIZE];
  private final int[] databases = new int[SIZE];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** Takes a candidate in, unless all places are taken by better ones. */
  void offer(long score, long hash, int database) {
    drop(hash, database);
    if (size == SIZE) {
      if (score <= scores[0]) {
        return;
      }
      close(0);
    }
    int i = size++;
    for (; i > 0 && scores[i - 1] > score; i--) {
      put(i, scores[i - 1], hashes[i - 1], databases[i - 1]);
    }
    put(i, score, hash, database);
  }

  /** The score of the best candidate. There must be one. */
  long bestScore() {
    return scores[size - 1];
  }

  /** The hash of the best candidate's key. */
  long bestHash() {
    return hashes[size - 1];
  }

  /** The database of the best candidate. */
  int bestDatabase() {
    return databases[size - 1];
  }

  void removeBest() {
    size--;
  }

  void clear() {
    size = 0;
  }

  private void drop(long hash, int database) {
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash && databases[i] == database) {
        close(i);
        return;
      }
    }
  }

  /** Removes the candidate at a place; those above move down. */
  private void close(int place) {
    size--;
    for (int i = place; i < size; i++) {
      put(i, scores[i + 1], hashes[i + 1], databases[i + 1]);
    }
  }

  private void put(int place, long score, long hash, int database) {
    scores[place] = score;
    hashes[place] = hash;
    databases[place] = database;
  }
}
