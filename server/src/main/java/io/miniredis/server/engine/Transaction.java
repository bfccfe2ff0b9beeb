package io.miniredis.server.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * One client's transaction: the keys it watches (WATCH) and, between MULTI and EXEC, the commands
 * that are queued. Used by the client's event loop; {@link #touched} is called under the lock of
 * the watched key's shard, and what it sets is read under that same lock.
 */
public final class Transaction {
  private static final long WATCH_BYTES = 280; // measured, for a key that nobody else follows

  private final List<SavedCommand> queue = new ArrayList<>();
  private final List<Followed> watched = new ArrayList<>();
  private boolean open;
  private boolean flawed;
  private volatile boolean touched;
  private long queuedShards;
  private long watchedShards;
  private long queuedBytes;
  private int queuedFlags;
  private boolean queuedScripts;
  private long argumentBytes;

  /** Whether MULTI was called, and neither EXEC nor DISCARD yet. */
  public boolean isOpen() {
    return open;
  }

  /** Begins to queue (MULTI). */
  public void begin() {
    open = true;
  }

  /** Whether a command could not be queued, so that EXEC must do nothing. */
  public boolean isFlawed() {
    return flawed;
  }

  /** A command could not be queued. */
  void flaw() {
    flawed = true;
  }

  /** Whether a watched key has changed: exact while the shards of the watched keys are locked. */
  public boolean isTouched() {
    return touched;
  }

  void touched() {
    touched = true;
  }

  /** The number of queued commands. */
  public int size() {
    return queue.size();
  }

  /** The number of watched keys. */
  public int watching() {
    return watched.size();
  }

  /** Bytes of heap that the queue and the watch of keys take, about. */
  public long heapBytes() {
    return queuedBytes + WATCH_BYTES * watched.size();
  }

  /** Bytes of the arguments of all queued commands. */
  public long argumentBytes() {
    return argumentBytes;
  }

  /**
   * Takes in a command, unless EXEC will do nothing anyway.
   *
   * @param flags the bits of those that are true of it
   */
  void add(SavedCommand command, long shards, int flags) {
    if (flawed || touched) {
      return;
    }
    queue.add(command);
    queuedShards |= shards;
    queuedBytes += command.heapBytes();
    argumentBytes += command.argumentBytes();
    queuedFlags |= flags;
    queuedScripts |= command.spec().runsScripts;
  }

  /** Whether any of the queued commands runs scripts. */
  boolean runsScripts() {
    return queuedScripts;
  }

  /** Whether any of the queued commands has this flag. */
  boolean anyIs(Flag flag) {
    return (queuedFlags & flag.bit()) != 0;
  }

  SavedCommand command(int i) {
    return queue.get(i);
  }

  /** The shards of all keys that are watched, or that queued commands name. */
  long shards() {
    return queuedShards | watchedShards;
  }

  long watchedShards() {
    return watchedShards;
  }

  List<Followed> watched() {
    return watched;
  }

  void watch(Followed key, long shard) {
    watched.add(key);
    watchedShards |= shard;
  }

  /** Watches nothing any more; the caller has made the keys forget it. */
  void unwatched() {
    watched.clear();
    watchedShards = 0;
    touched = false;
  }

  /** Forgets what was queued (EXEC, DISCARD). */
  public void end() {
    open = false;
    flawed = false;
    queue.clear();
    queuedShards = 0;
    queuedBytes = 0;
    argumentBytes = 0;
    queuedFlags = 0;
    queuedScripts = false;
  }
}
