package io.miniredis.server.persistence;

import io.miniredis.server.config.SavePoint;
import io.miniredis.server.engine.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of snapshots and rewrites so far. One thread at a time writes; all may look. */
final class SaveRecord {
  private static final int MILLIS = 1000;
  private static final long RETRY_MILLIS = 5000;
  private static final long NANOS_A_SECOND = 1_000_000_000;
  private static final long NEVER = -1;

  private final Clock clock;
  private volatile long lastSaveMillis;
  private volatile long lastTryMillis;
  private volatile long changesSaved;
  private volatile long saves;
  private volatile long rewrites;
  private volatile boolean lastSaveFailed;
  private volatile long failedRewrites;
  private volatile long lastSaveNanos = NEVER;
  private volatile long lastRewriteNanos = NEVER;

  SaveRecord(Clock clock) {
    this.clock = clock;
    lastSaveMillis = clock.millis();
  }

  /** Everything until this number of changes is in a file. */
  void upTo(long changes) {
    changesSaved = changes;
  }

  /** A snapshot of so many changes was written. */
  void saved(long changes) {
    changesSaved = changes;
    lastSaveMillis = clock.millis();
    saves++;
    lastSaveFailed = false;
  }

  /** A snapshot that nobody waits for failed. */
  void saveFailed() {
    lastSaveFailed = true;
  }

  void saveTook(long nanos) {
    lastSaveNanos = nanos;
  }

  void rewritten() {
    rewrites++;
    failedRewrites = 0;
  }

  void rewriteFailed() {
    failedRewrites++;
  }

  void rewriteTook(long nanos) {
    lastRewriteNanos = nanos;
  }

  /** Something is tried now. */
  void tries() {
    lastTryMillis = clock.millis();
  }

  /** Whether it is a second, or more, since something was tried. */
  boolean mayTryAgain() {
    return clock.millis() - lastTryMillis >= MILLIS;
  }

  /** The save point that is reached, by so many changes until now; null if none is. */
  @Nullable SavePoint reached(List<SavePoint> points, long changes) {
    long now = clock.millis();
    if (lastSaveFailed && now - lastTryMillis < RETRY_MILLIS) {
      return null;
    }
    for (SavePoint point : points) {
      if (changes - changesSaved >= point.changes()
          && now - lastSaveMillis > point.seconds() * MILLIS) {
        return point;
      }
    }
    return null;
  }

  boolean lastSaveFailed() {
    return lastSaveFailed;
  }

  /** When a snapshot was last written, or the server began, in seconds since the epoch. */
  long lastSaveSeconds() {
    return lastSaveMillis / MILLIS;
  }

  /** How many of so many changes no snapshot holds. */
  long unsaved(long changes) {
    return changes - changesSaved;
  }

  long saves() {
    return saves;
  }

  long rewrites() {
    return rewrites;
  }

  /** Rewrites that failed since the last that did not. */
  long failedRewrites() {
    return failedRewrites;
  }

  /** How long the last snapshot took, in seconds; -1 if there was none. */
  long lastSaveTook() {
    return seconds(lastSaveNanos);
  }

  /** How long the last rewrite took, in seconds; -1 if there was none. */
  long lastRewriteTook() {
    return seconds(lastRewriteNanos);
  }

  private static long seconds(long nanos) {
    return nanos == NEVER ? NEVER : nanos / NANOS_A_SECOND;
  }
}
