package io.miniredis.server.persistence.aof;

import io.miniredis.server.persistence.rdb.Crc64;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Reads a file of changes, unit by unit: a command, or all from MULTI to EXEC. Between units there
 * may be lines that begin with {@code #}; ours are checksums of all bytes since the one before.
 */
final class AofReader {
  /** What is there next. */
  enum Next {
    UNIT,
    /** The file ends where a unit may begin. */
    END,
    /** The file ends within a unit. */
    CUT_OFF
  }

  /** The bytes are not of the format, or not those that were written. */
  static final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;
    private final long offset;

    FormatException(long offset, String problem) {
      super(problem);
      this.offset = offset;
    }

    /** Of the byte that is wrong. */
    long offset() {
      return offset;
    }
  }

  static final String CHECKSUM = "#C";
  static final int CHECKSUM_LINE = 2 + 16 + 2;

  private static final Pattern CHECKSUM_FORM = Pattern.compile("#C[0-9a-f]{16}\r\n");

  private static final int MAX_ARGUMENTS = 1 << 20;
  private static final int LONGEST_NUMBER = 10;
  private static final int LONGEST_LINE = 1024;
  private static final int CUT = -1;

  private final ReadableByteChannel in;
  private byte[] buffer;
  private long base; // the file's offset of buffer[0]
  private long unit; // the offset of the last unit
  private int from; // where the next unit begins
  private int to; // what was read ends here
  private boolean ended;
  private int summed; // bytes before this are in the checksum
  private long checksum;

  private int[] offsets = new int[64];
  private int[] lengths = new int[64];
  private int arguments; // of all commands of the unit
  private int[] firsts = new int[8]; // of each command its first argument
  private int commands;

  /**
   * @param offset of the first byte in the file
   */
  AofReader(ReadableByteChannel in, long offset, int bufferSize) {
    this.in = in;
    this.base = offset;
    this.buffer = new byte[bufferSize];
  }

  /** The offset in the file behind the last unit, and behind lines that belong to nothing. */
  long offset() {
    return base + from;
  }

  /**
   * Reads the next unit, of which the commands can be asked for then.
   *
   * @throws FormatException if something else is there
   */
  Next next() throws IOException {
    while (true) {
      if (from > buffer.length / 2) {
        compact();
      }
      if (from == to && !more()) {
        return Next.END;
      }
      if (buffer[from] == '#') {
        int end = annotation();
        if (end == CUT) {
          return cutOff();
        }
        from = end;
      } else {
        int end = unit();
        if (end == CUT) {
          return cutOff();
        }
        unit = base + from;
        from = end;
        return Next.UNIT;
      }
    }
  }

  /**
   * What is incomplete is at the end. If a checksum comes behind, a length was changed, and the
   * unit only seems to go on.
   */
  private Next cutOff() throws FormatException {
    for (int at = from; at + CHECKSUM_LINE < to; at++) {
      if (buffer[at] == '\n' && isChecksumLine(at + 1)) {
        throw new FormatException(offset(), "a length is not the one that was written");
      }
    }
    return Next.CUT_OFF;
  }

  private boolean isChecksumLine(int at) {
    String line = new String(buffer, at, CHECKSUM_LINE, StandardCharsets.ISO_8859_1);
    return CHECKSUM_FORM.matcher(line).matches();
  }

  /** The offset in the file at which the last unit begins. */
  long unitOffset() {
    return unit;
  }

  /** The number of the unit's commands; MULTI and EXEC are not among them. */
  int commands() {
    return commands;
  }

  /** Where the arguments lie; valid until the next unit is read. */
  byte[] buffer() {
    return buffer;
  }

  /** The number of a command's arguments. */
  int argc(int command) {
    return firsts[command + 1] - firsts[command];
  }

  /** Where a command's arguments are. */
  int[] offsets(int command) {
    return Arrays.copyOfRange(offsets, firsts[command], firsts[command + 1]);
  }

  /** How long a command's arguments are. */
  int[] lengths(int command) {
    return Arrays.copyOfRange(lengths, firsts[command], firsts[command + 1]);
  }

  // ---- units

  private int unit() throws IOException {
    commands = 0;
    arguments = 0;
    int end = command(from);
    if (end == CUT) {
      return CUT;
    }
    if (!isWord("MULTI")) {
      return end;
    }
    forgetLast();
    while (true) {
      end = command(end);
      if (end == CUT) {
        return CUT;
      }
      if (isWord("EXEC")) {
        forgetLast();
        return end;
      }
      if (isWord("MULTI")) {
        throw new FormatException(base + from, "a transaction begins within another");
      }
    }
  }

  private void forgetLast() {
    arguments = firsts[--commands];
  }

  private boolean isWord(String word) {
    int first = firsts[commands - 1];
    return arguments - first == 1
        && lengths[first] == word.length()
        && new String(buffer, offsets[first], lengths[first], StandardCharsets.ISO_8859_1)
            .equalsIgnoreCase(word);
  }

  /** Reads the command at an index; the index behind it. */
  private int command(int start) throws IOException {
    int at = number(start, '*', 1, MAX_ARGUMENTS);
    if (at == CUT) {
      return CUT;
    }
    int count = (int) number;
    if (commands + 2 > firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * firsts.length);
    }
    firsts[commands] = arguments;
    for (int i = 0; i < count; i++) {
      at = number(at, '$', 0, Integer.MAX_VALUE - 64);
      if (at == CUT || !has(at, number + 2)) {
        return CUT;
      }
      int length = (int) number;
      if (arguments == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * arguments);
        lengths = Arrays.copyOf(lengths, 2 * arguments);
      }
      offsets[arguments] = at;
      lengths[arguments++] = length;
      at += length;
      expect(at++, '\r');
      expect(at++, '\n');
    }
    commands++;
    firsts[commands] = arguments;
    return at;
  }

  private long number;

  /** Reads a line of a letter and a number; the index behind it. */
  private int number(int start, char letter, long min, long max) throws IOException {
    int at = start;
    if (!has(at, 1)) {
      return CUT;
    }
    expect(at++, letter);
    long n = 0;
    int digits = 0;
    while (true) {
      if (!has(at, 1)) {
        return CUT;
      }
      byte b = buffer[at];
      if (b == '\r' && digits > 0) {
        break;
      }
      if (b < '0' || b > '9' || digits == LONGEST_NUMBER || (digits == 1 && n == 0)) {
        throw new FormatException(base + at, "a number was expected");
      }
      n = n * 10 + (b - '0');
      digits++;
      at++;
    }
    if (!has(at, 2)) {
      return CUT;
    }
    expect(at + 1, '\n');
    if (n < min || n > max) {
      throw new FormatException(base + start + 1, "the number " + n + " is out of range");
    }
    number = n;
    return at + 2;
  }

  private void expect(int at, char wanted) throws FormatException {
    if (buffer[at] != wanted) {
      String name = wanted == '\r' || wanted == '\n' ? "a line's end" : "'" + wanted + "'";
      throw new FormatException(base + at, name + " was expected");
    }
  }

  // ---- lines between units

  private int annotation() throws IOException {
    int at = from;
    while (true) {
      if (!has(at, 1)) {
        return CUT;
      }
      if (buffer[at++] == '\n') {
        break;
      }
      if (at - from > LONGEST_LINE) {
        throw new FormatException(base + from, "a line has no end");
      }
    }
    String line = new String(buffer, from, at - from, StandardCharsets.ISO_8859_1);
    if (line.startsWith(CHECKSUM)) {
      check(line, at);
    }
    return at;
  }

  private void check(String line, int end) throws FormatException {
    checksum = Crc64.update(checksum, buffer, summed, from - summed);
    if (!line.equals(checksumLine(checksum))) {
      throw new FormatException(base + from, "the bytes before are not those that were written");
    }
    checksum = 0;
    summed = end;
  }

  /** The line that tells a checksum. */
  static String checksumLine(long checksum) {
    return CHECKSUM + String.format("%016x", checksum) + "\r\n";
  }

  // ---- bytes

  /** Whether there are so many bytes from an index on; reads them if need be. */
  private boolean has(int at, long count) throws IOException {
    while (to - at < count) {
      if (!more()) {
        return false;
      }
    }
    return true;
  }

  /** Reads on. The bytes of the unit at hand stay where they are: indexes into them stay right. */
  private boolean more() throws IOException {
    if (ended) {
      return false;
    }
    if (to == buffer.length) {
      grow();
    }
    int n = in.read(ByteBuffer.wrap(buffer, to, buffer.length - to));
    ended = n < 0;
    to += Math.max(0, n);
    return !ended;
  }

  /** Gives the room of what was read back. */
  private void compact() {
    checksum = Crc64.update(checksum, buffer, summed, from - summed);
    System.arraycopy(buffer, from, buffer, 0, to - from);
    base += from;
    to -= from;
    from = 0;
    summed = 0;
  }

  private void grow() throws IOException {
    if (buffer.length == Integer.MAX_VALUE - 8) {
      throw new FormatException(offset(), "a transaction is larger than 2 GiB");
    }
    buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8));
  }
}
