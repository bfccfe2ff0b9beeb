package io.miniredis.server.engine;

import io.miniredis.protocol.Numbers;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one unit of work has done to the data, as commands in RESP that do the same again, whenever
 * they run: no time relative to now, nothing random, no script. A unit is a command with all that
 * became of it (what expired, who was served), a transaction, or a script; its effects stand or
 * fall together. Used by one thread at a time.
 */
public final class Effects {
  private static final int NONE = -1;
  private static final int KEPT = 64 * 1024;
  private static final int LONGEST_DOUBLE = 64;
  private static final int MAX_HEADER = 16; // an asterisk, ten digits, the line's end

  private final byte[] digits = new byte[20];
  private byte[] bytes = new byte[1024];
  private int length;
  private int commands;
  private int firstDatabase = NONE;
  private int database = NONE;

  // the command that is being written: a gap for its header, then its arguments
  private int start;
  private int count;

  /** Begins a command that works on a database; {@link #end} is to follow. */
  Effects begin(int database, String name) {
    if (firstDatabase == NONE) {
      firstDatabase = database;
    } else if (database != this.database) {
      open();
      add("SELECT").add(database).end();
    }
    this.database = database;
    commands++;
    open();
    return add(name);
  }

  private void open() {
    start = length;
    count = 0;
    reserve(MAX_HEADER);
    length += MAX_HEADER;
  }

  /** Adds an argument: text. */
  public Effects add(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
    return add(ascii, 0, ascii.length);
  }

  /** Adds an argument: a whole number. */
  public Effects add(long number) {
    int end = Numbers.write(number, digits, 0);
    return add(digits, 0, end);
  }

  /** Adds an argument: a floating-point number. */
  public Effects add(double number) {
    byte[] text = new byte[LONGEST_DOUBLE];
    return add(text, 0, Numbers.formatDouble(number, text, 0));
  }

  /** Adds an argument: bytes, which are copied. */
  public Effects add(Slice slice) {
    return add(slice.array(), slice.offset(), slice.length());
  }

  /** Adds an argument: bytes, which are copied. */
  public Effects add(byte[] from, int offset, int size) {
    reserve(size + 2 * MAX_HEADER);
    bytes[length++] = '$';
    length = Numbers.write(size, bytes, length);
    endLine();
    System.arraycopy(from, offset, bytes, length, size);
    length += size;
    endLine();
    count++;
    return this;
  }

  /** Ends a command. */
  public void end() {
    int arguments = start + MAX_HEADER;
    bytes[start] = '*';
    int at = Numbers.write(count, bytes, start + 1);
    bytes[at++] = '\r';
    bytes[at++] = '\n';
    System.arraycopy(bytes, arguments, bytes, at, length - arguments);
    length -= arguments - at;
  }

  /** Adds a command as its client sent it. */
  void repeat(int database, Arguments command) {
    begin(database, "");
    length = start + MAX_HEADER; // the arguments name it
    count = 0;
    for (int i = 0; i < command.argc(); i++) {
      add(command.buffer(), command.offset(i), command.length(i));
    }
    end();
  }

  /** How many commands there are. */
  int commands() {
    return commands;
  }

  /** Whether anything was changed. */
  boolean isEmpty() {
    return commands == 0;
  }

  /** The database that the first command works on. */
  int firstDatabase() {
    return firstDatabase;
  }

  /** The database that the last command works on. */
  int lastDatabase() {
    return database;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Forgets everything, for the next unit. */
  void clear() {
    length = 0;
    commands = 0;
    firstDatabase = NONE;
    database = NONE;
    if (bytes.length > KEPT) {
      bytes = new byte[1024];
    }
  }

  private void endLine() {
    bytes[length++] = '\r';
    bytes[length++] = '\n';
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      int needed = Math.addExact(length, more);
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8L);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }
}
