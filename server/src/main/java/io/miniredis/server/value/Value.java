package io.miniredis.server.value;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a key holds when it is not a plain packed string. */
public abstract class Value {
  /** The type as TYPE names it. */
  public abstract ValueType<?> type();

  /** The representation in use, as OBJECT ENCODING names it. */
  public abstract String encoding();

  /** Bytes of heap that this value takes, kept up to date by every change: O(1). */
  public abstract long bytes();

  /** Whether nothing is left, so that the key must go. */
  public abstract boolean isEmpty();

  /**
   * When the first of its elements expires (hash fields have times of their own), in milliseconds
   * since the epoch, or {@link Record#NO_EXPIRY}.
   */
  public long nextExpiry() {
    return Record.NO_EXPIRY;
  }

  /**
   * Removes elements whose time has come, at most {@code max} of them.
   *
   * @param removed is shown each one's name before it goes; the view is valid during the call
   * @return how many were removed
   */
  public int expireElements(long now, int max, Consumer<Slice> removed) {
    return 0;
  }

  /**
   * Whether those may be served who wait for something of this value.
   *
   * @param kind what they wait for, where clients wait for different things: the type's own numbers
   */
  public boolean serves(int kind) {
    return true;
  }

  /**
   * When something is to be done about it, or before, in milliseconds since the epoch, by a clock
   * that is never set; Long.MAX_VALUE if never.
   */
  public long nextDue() {
    return Long.MAX_VALUE;
  }

  /**
   * The hash of another key that is changed when something is done about this one because of time,
   * or because of a command that names only this one; 0 if there is none.
   */
  public long linkedHash() {
    return 0;
  }

  /**
   * The table in which its elements are looked up, if it is large enough to have one. May be called
   * while another thread changes the value.
   */
  public @Nullable RecordTable elementTable() {
    return null;
  }

  /** An independent copy. */
  public abstract Value copy();
}
