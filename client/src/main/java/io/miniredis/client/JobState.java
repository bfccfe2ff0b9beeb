package io.miniredis.client;

/** Where a job is. */
public enum JobState {
  /** Waiting for a consumer. */
  READY,
  /** Not ready before a time. */
  DELAYED,
  /** In the hands of a consumer. */
  LEASED,
  /** Given up: it failed too often, or was said to be hopeless. */
  DEAD,
  /** Gone: its queue was shut down at once, and takes nothing back. */
  DROPPED
}
