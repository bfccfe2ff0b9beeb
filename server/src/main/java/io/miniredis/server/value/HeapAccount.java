package io.miniredis.server.value;

/** Bytes of heap that the parts of one value take together. */
final class HeapAccount {
  long bytes;
}
