package io.miniredis.server.engine;

import java.util.Map;

/**
 * A command with a copy of its arguments, to be run later: queued in a transaction, or waiting for
 * keys.
 */
final class SavedCommand {
  final CommandTable.Row row;
  private final byte[] bytes;
  private final int[] offsets;
  private final int[] lengths;

  private SavedCommand(CommandTable.Row row, byte[] bytes, int[] offsets, int[] lengths) {
    this.row = row;
    this.bytes = bytes;
    this.offsets = offsets;
    this.lengths = lengths;
  }

  /**
   * Saves a command.
   *
   * @param replaced arguments that become others, by their indexes
   */
  static SavedCommand of(CommandTable.Row row, Arguments args, Map<Integer, byte[]> replaced) {
    boolean asItIs = replaced.isEmpty();
    int n = args.argc();
    int[] lengths = new int[n];
    long size = 0;
    for (int i = 0; i < n; i++) {
      byte[] other = asItIs ? null : replaced.get(i);
      lengths[i] = other == null ? args.length(i) : other.length;
      size += lengths[i];
    }
    byte[] bytes = new byte[Math.toIntExact(size)];
    int[] offsets = new int[n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      byte[] other = asItIs ? null : replaced.get(i);
      System.arraycopy(
          other == null ? args.buffer() : other,
          other == null ? args.offset(i) : 0,
          bytes,
          at,
          lengths[i]);
      offsets[i] = at;
      at += lengths[i];
    }
    return new SavedCommand(row, bytes, offsets, lengths);
  }

  Spec spec() {
    return row.spec();
  }

  /** Shows its arguments; they stay valid. */
  void show(Arguments into) {
    into.show(bytes, offsets, lengths, 0, offsets.length);
  }

  long argumentBytes() {
    return bytes.length;
  }

  /** Bytes of heap that it takes, about. */
  long heapBytes() {
    return 96L + bytes.length + 8L * offsets.length;
  }
}
