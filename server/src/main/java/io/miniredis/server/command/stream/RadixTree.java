package io.miniredis.server.command.stream;

import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;

/**
 * Counts the nodes of the tree in which Redis keeps a stream's blocks: a radix tree over the 16
 * bytes of their first ids. A block is a node; so is every place where two ids part, and every run
 * of bytes that leads to one of these and is longer than the byte that chose the way.
 */
final class RadixTree {
  private static final int KEY_BYTES = 16;

  private final int[] open = new int[KEY_BYTES + 1]; // depths of the partings on the way to a block
  private int depth;
  private long nodes;

  private RadixTree() {}

  static long nodes(StreamValue stream) {
    return new RadixTree().count(stream);
  }

  private long count(StreamValue stream) {
    int blocks = stream.blocks();
    if (blocks == 0) {
      return 1;
    }
    StreamId previous = stream.blockId(0);
    for (int i = 1; i < blocks; i++) {
      StreamId id = stream.blockId(i);
      endPath(commonBytes(previous, id), KEY_BYTES);
      previous = id;
    }
    endPath(-1, KEY_BYTES);
    return nodes;
  }

  /** The path to a block ends; the next block's parts from it at {@code parting}, -1: none. */
  private void endPath(int parting, int bottom) {
    int below = bottom;
    while (depth > 0 && open[depth - 1] > parting) {
      count(open[depth - 1] + 1, below);
      below = open[--depth];
    }
    if (depth > 0 && open[depth - 1] == parting) {
      count(parting + 1, below);
    } else if (parting >= 0) {
      count(parting + 1, below);
      open[depth++] = parting;
    } else {
      count(0, below);
    }
  }

  /** Counts the node at {@code to}, and the run that leads from {@code from} to it. */
  private void count(int from, int to) {
    nodes += to > from ? 2 : 1;
  }

  private static int commonBytes(StreamId a, StreamId b) {
    long ms = a.ms() ^ b.ms();
    return ms != 0
        ? Long.numberOfLeadingZeros(ms) / 8
        : 8 + Long.numberOfLeadingZeros(a.seq() ^ b.seq()) / 8;
  }
}
