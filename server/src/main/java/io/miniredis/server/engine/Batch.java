package io.miniredis.server.engine;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.protocol.ProtocolException;
import io.miniredis.server.value.Hashing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The next few commands of a pipeline, decoded before the first of them runs, so that what their
 * lookups will read can be waited for together ({@link Prefetcher}).
 */
final class Batch {
  static final int MAX_COMMANDS = Prefetcher.MAX;
  private static final int MAX_ARGUMENTS = 1024; // a longer command is a batch by itself
  private static final int KEPT = 4096;
  private static final byte[] NO_BYTES = {};

  private final CommandTable table;
  private final CommandTable.@Nullable Row[] rows = new CommandTable.Row[MAX_COMMANDS];
  private final byte[][] buffers = new byte[MAX_COMMANDS][];
  private final int[] bases = new int[MAX_COMMANDS + 1];
  private final int[] ends = new int[MAX_COMMANDS];
  private final long[] hashes = new long[MAX_COMMANDS]; // of the only key, where there is one
  private final long[] elements = new long[MAX_COMMANDS];
  private final long[] wantedKeys = new long[MAX_COMMANDS];
  private final long[] wantedElements = new long[MAX_COMMANDS];
  private int[] offsets = new int[256];
  private int[] lengths = new int[256];
  private int count;
  private int most; // the greatest count since the buffers were let go
  private @Nullable ProtocolException failure;

  Batch(CommandTable table) {
    this.table = table;
  }

  /**
   * Decodes commands from {@code buffer[from, to)} until the batch is full or the bytes end.
   *
   * @param max how many at most
   * @param untilScript whether what runs scripts is the last of the batch
   * @return the index behind the empty lines in front, if there is no command at all
   */
  int fill(CommandDecoder decoder, byte[] buffer, int from, int to, int max, boolean untilScript) {
    count = 0;
    failure = null;
    int at = from;
    try {
      while (count < max && at < to && decoder.decode(buffer, at, to)) {
        at = decoder.end();
        if (decoder.argc() > 0) {
          add(decoder);
          // an inline command's arguments live in the decoder until it decodes again
          if (decoder.buffer() != buffer
              || bases[count] >= MAX_ARGUMENTS
              || (untilScript && runsScripts(count - 1))) {
            break;
          }
        } else if (count == 0) {
          from = at;
        } else {
          ends[count - 1] = at;
        }
      }
    } catch (ProtocolException e) {
      failure = e;
    }
    return from;
  }

  private void add(CommandDecoder decoder) {
    int n = decoder.argc();
    int base = bases[count];
    if (base + n > offsets.length) {
      int capacity = Math.max(base + n, 2 * offsets.length);
      offsets = Arrays.copyOf(offsets, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
    for (int i = 0; i < n; i++) {
      offsets[base + i] = decoder.offset(i);
      lengths[base + i] = decoder.length(i);
    }
    byte[] bytes = decoder.buffer();
    CommandTable.Row row = find(bytes, offsets[base], lengths[base]);
    if (row != null) {
      int key = row.spec().singleKey;
      if (key > 0 && key < n) {
        hashes[count] = hash(bytes, base + key);
        int element = row.spec().element;
        elements[count] =
            element > 0 && element < n ? hash(bytes, base + element) : Prefetcher.NONE;
      }
    }
    rows[count] = row;
    buffers[count] = bytes;
    ends[count] = decoder.end();
    count++;
    most = Math.max(most, count);
    bases[count] = base + n;
  }

  /** Finds a command; most often it is the same as the one before. */
  private CommandTable.@Nullable Row find(byte[] bytes, int offset, int length) {
    CommandTable.Row before = count > 0 ? rows[count - 1] : null;
    return before != null && before.isNamed(bytes, offset, length)
        ? before
        : table.find(bytes, offset, length);
  }

  private boolean runsScripts(int i) {
    CommandTable.Row row = rows[i];
    return row != null && row.spec().runsScripts;
  }

  private long hash(byte[] bytes, int argument) {
    return Hashing.hash(bytes, offsets[argument], lengths[argument]);
  }

  /** Has what the commands will look up brought near, where there are several. */
  void prefetch(Prefetcher prefetcher, int database) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      CommandTable.Row row = rows[i];
      if (row != null && row.spec().singleKey > 0) {
        wantedKeys[n] = hashes[i];
        wantedElements[n++] = elements[i];
      }
    }
    if (n > 1) {
      prefetcher.touch(database, wantedKeys, wantedElements, n);
    }
  }

  /** The number of commands. */
  int size() {
    return count;
  }

  /** What is wrong with the bytes behind the last command, if anything is. */
  @Nullable ProtocolException failure() {
    return failure;
  }

  /** The command of this name in the table, subcommands not looked at; null if there is none. */
  CommandTable.@Nullable Row row(int i) {
    return rows[i];
  }

  /** Whether the command behind this one is the same. */
  boolean repeats(int i) {
    return i + 1 < count && rows[i + 1] == rows[i];
  }

  /** The hash of the only key, if the command's specification says that there is one. */
  long hash(int i) {
    return hashes[i];
  }

  /** The index in the buffer behind the command. */
  int end(int i) {
    return ends[i];
  }

  void show(int i, Arguments into) {
    into.show(buffers[i], offsets, lengths, bases[i], bases[i + 1] - bases[i]);
  }

  /** Lets the buffers go, and gives back what a command with very many arguments made grow. */
  void trim() {
    Arrays.fill(buffers, 0, most, NO_BYTES);
    most = 0;
    if (offsets.length > KEPT) {
      offsets = new int[256];
      lengths = new int[256];
    }
  }
}
