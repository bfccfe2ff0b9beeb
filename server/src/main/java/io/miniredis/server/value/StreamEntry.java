package io.miniredis.server.value;

/** What an entry to be added consists of: field, value, field, value, and so on. */
public interface StreamEntry {
  /** The number of elements: twice that of the fields. */
  int elements();

  /** A view of an element; it stays as it is while others are asked for. */
  Slice element(int index);
}
