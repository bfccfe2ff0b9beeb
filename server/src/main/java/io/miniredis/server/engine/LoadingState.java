package io.miniredis.server.engine;

/**
 * Whether the dataset is being loaded, and how far that has come. One thread loads; all may look.
 */
public final class LoadingState {
  static final String REPLY = "LOADING Redis is loading the dataset in memory";

  private volatile boolean on;
  private volatile long startedMillis;
  private volatile long totalBytes;
  private volatile long loadedBytes;

  /** Whether only commands that may run while loading run now. */
  public boolean isOn() {
    return on;
  }

  /** Begins. */
  public void begin(long now, long bytes) {
    startedMillis = now;
    loadedBytes = 0;
    totalBytes = bytes;
    on = true;
  }

  /** Tells how many bytes have been loaded. */
  public void progress(long bytes) {
    loadedBytes = bytes;
  }

  /** Ends. */
  public void end() {
    on = false;
  }

  /** When it began, in milliseconds since the epoch. */
  public long startedMillis() {
    return startedMillis;
  }

  /** How many bytes there are to load. */
  public long totalBytes() {
    return totalBytes;
  }

  /** How many bytes have been loaded. */
  public long loadedBytes() {
    return loadedBytes;
  }
}
