package io.miniredis.server.engine;

/** Counters of one event loop, a place a command; only that loop writes them. Summed for INFO. */
final class CommandStats {
  final long[] calls;
  final long[] nanos;
  final long[] rejected;
  final long[] failed;
  long keyspaceHits;
  long keyspaceMisses;

  CommandStats(int commands) {
    calls = new long[commands];
    nanos = new long[commands];
    rejected = new long[commands];
    failed = new long[commands];
  }

  void reset() {
    java.util.Arrays.fill(calls, 0);
    java.util.Arrays.fill(nanos, 0);
    java.util.Arrays.fill(rejected, 0);
    java.util.Arrays.fill(failed, 0);
    keyspaceHits = 0;
    keyspaceMisses = 0;
  }
}
