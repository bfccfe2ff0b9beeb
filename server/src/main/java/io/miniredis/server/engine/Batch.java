package io.miniredis.server.engine;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.protocol.ProtocolException;
import io.miniredis.server.value.Hashing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The next few commands of a pipeline, decoded before the first of them runs.
 *
 * <p>Looking a random key up costs two or three cache misses, one after the other. For a whole
 * batch the misses can be waited for together: the keys are hashed first, then the tables' tags of
 * all of them are touched, then the slots, then the records ({@link Engine#prefetch}), and the
 * lookups that follow find everything near. It is a hint only: it takes no lock, and what it
 * touches may have changed by then.
 */
final class Batch {
  static final int MAX_COMMANDS = 32;
  private static final int MAX_ARGUMENTS = 1024; // a longer command is a batch by itself
  private static final int KEPT = 4096;

  private final CommandTable table;
  private final CommandTable.@Nullable Row[] rows = new CommandTable.Row[MAX_COMMANDS];
  private final byte[][] buffers = new byte[MAX_COMMANDS][];
  private final int[] bases = new int[MAX_COMMANDS + 1];
  private final int[] ends = new int[MAX_COMMANDS];
  private final long[] hashes = new long[MAX_COMMANDS]; // of the only key, where there is one
  private final long[] wanted = new long[MAX_COMMANDS];
  private int[] offsets = new int[256];
  private int[] lengths = new int[256];
  private int count;
  private @Nullable ProtocolException failure;

  Batch(CommandTable table) {
    this.table = table;
  }

  /**
   * Decodes commands from {@code buffer[from, to)} until the batch is full or the bytes end.
   *
   * @param max how many at most
   * @return the index behind the empty lines in front, if there is no command at all
   */
  int fill(CommandDecoder decoder, byte[] buffer, int from, int to, int max) {
    count = 0;
    failure = null;
    int at = from;
    try {
      while (count < max && at < to && decoder.decode(buffer, at, to)) {
        at = decoder.end();
        if (decoder.argc() > 0) {
          add(decoder);
          // an inline command's arguments live in the decoder until it decodes again
          if (decoder.buffer() != buffer || bases[count] >= MAX_ARGUMENTS) {
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
    CommandTable.Row row = table.find(bytes, offsets[base], lengths[base]);
    if (row != null) {
      int key = row.spec().singleKey;
      if (key > 0 && key < n) {
        hashes[count] = Hashing.hash(bytes, offsets[base + key], lengths[base + key]);
      }
    }
    rows[count] = row;
    buffers[count] = bytes;
    ends[count] = decoder.end();
    count++;
    bases[count] = base + n;
  }

  /** Has the records of the batch's keys brought near, where there are several. */
  void prefetch(Engine engine, int database) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      CommandTable.Row row = rows[i];
      if (row != null && row.spec().singleKey > 0) {
        wanted[n++] = hashes[i];
      }
    }
    if (n > 1) {
      engine.prefetch(database, wanted, n);
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

  /** Gives back what a command with very many arguments made grow. */
  void trim() {
    if (offsets.length > KEPT) {
      offsets = new int[256];
      lengths = new int[256];
    }
  }
}
