package io.miniredis.server.persistence;

/**
 * What can be told of snapshots and the append-only file at a moment. Times are in whole seconds;
 * -1 is never.
 *
 * @param lastSaveSeconds when a snapshot was last written, or the server began, since the epoch
 * @param unsavedChanges changes that no snapshot holds
 * @param saves how many snapshots were written
 * @param keysLoaded how many keys were loaded the last time
 * @param keysExpired how many were left out then, as they had expired
 * @param isSaving whether a snapshot is being written
 * @param isRewriting whether the append-only file is being rewritten
 * @param working since when one of these is done
 * @param failedRewrites since the last that succeeded
 * @param isAppending whether changes are written to the append-only file
 * @param appendingFailed whether they should be and cannot
 * @param appendedBytes of all its files
 * @param baseBytes of its files when it was last rewritten
 * @param pendingBytes that are not in a file yet
 */
public record PersistenceInfo(
    long lastSaveSeconds,
    long unsavedChanges,
    long saves,
    long keysLoaded,
    long keysExpired,
    boolean isSaving,
    boolean isRewriting,
    boolean isRewriteScheduled,
    long working,
    boolean lastSaveFailed,
    long lastSaveTook,
    long rewrites,
    long failedRewrites,
    long lastRewriteTook,
    boolean isAppending,
    boolean appendingFailed,
    long appendedBytes,
    long baseBytes,
    long pendingBytes) {
  /** Whether the last rewrite failed. */
  public boolean lastRewriteFailed() {
    return failedRewrites > 0;
  }
}
