package io.miniredis.server.value;

/** A run of things in order of their ids, known by the first: never more than any id in it. */
abstract class IdRun {
  long ms;
  long seq;

  IdRun(long ms, long seq) {
    this.ms = ms;
    this.seq = seq;
  }

  /** Bytes of heap, what it refers to not counted. */
  abstract long heapBytes();
}
