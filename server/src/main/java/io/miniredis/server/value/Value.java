package io.miniredis.server.value;

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

  /** An independent copy. */
  public abstract Value copy();
}
