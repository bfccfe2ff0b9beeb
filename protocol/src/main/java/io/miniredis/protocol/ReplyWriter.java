package io.miniredis.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Writes replies in RESP2 or RESP3.
 *
 * <p>Bytes gather in {@link Chunks}: a full chunk is set aside and a new one begun, so a reply of
 * gigabytes needs no large array and is never copied again. An element of ordinary size is one
 * check for room and plain stores. Not thread-safe.
 */
public final class ReplyWriter {
  private static final int NIL2 = Bytes.word('$', '-', '1', '\r');
  private static final int NIL_ARRAY2 = Bytes.word('*', '-', '1', '\r');
  private static final int NIL3 = Bytes.word('_', '\r', '\n', 0);
  private static final short LINE_END = (short) Bytes.word('\r', '\n', 0, 0);

  private final Chunks out = new Chunks();
  private boolean resp3;
  private final long limit;

  /** A writer that speaks RESP2 and holds nothing. */
  public ReplyWriter() {
    this(Long.MAX_VALUE);
  }

  /**
   * A writer that can refuse to hold much more than so many bytes.
   *
   * @param limit holds while {@link #bounded} says so
   */
  public ReplyWriter(long limit) {
    this.limit = limit;
  }

  /**
   * Says whether the limit holds for what is written from now on: writing then throws {@link
   * ReplyTooLargeException}.
   */
  public void bounded(boolean yes) {
    out.limit(yes ? limit : Long.MAX_VALUE);
  }

  /**
   * Chooses the protocol of what is written from now on.
   *
   * @param respVersion 2 or 3
   */
  public void protocol(int respVersion) {
    if (respVersion != 2 && respVersion != 3) {
      throw new IllegalArgumentException("RESP version must be 2 or 3, was " + respVersion);
    }
    resp3 = respVersion == 3;
  }

  /** The protocol in force: 2 or 3. */
  public int protocol() {
    return resp3 ? 3 : 2;
  }

  /** Writes a status of ASCII characters; line ends in it become spaces. */
  public void simple(String ascii) {
    line('+', ascii);
  }

  /** Writes a line that is encoded already, such as {@link Replies#OK}. */
  public void simple(byte[] preEncodedLine) {
    int length = preEncodedLine.length;
    int at = out.room(length);
    System.arraycopy(preEncodedLine, 0, out.array, at, length);
    out.at = at + length;
  }

  /**
   * Writes an error; line ends in it become spaces. Characters up to U+00FF are a byte each, so
   * text that quotes a client's bytes as ISO-8859-1 gives them back unchanged; others are UTF-8.
   *
   * @param codeAndText as in {@code ERR no such key}
   */
  public void error(String codeAndText) {
    line('-', codeAndText);
  }

  /** Writes an integer. */
  public void integer(long v) {
    header(':', v);
  }

  /** Writes a bulk: any bytes. */
  public void bulk(byte[] a) {
    bulk(a, 0, a.length);
  }

  /** Writes a bulk of {@code len} bytes from {@code off} on. */
  public void bulk(byte[] a, int off, int len) {
    if (len > Chunks.CHUNK - NumberLine.ROOM) {
      largeBulk(a, off, len);
      return;
    }
    int at = out.room(NumberLine.ROOM + len);
    byte[] array = out.array;
    at = NumberLine.write(array, at, '$', len);
    Bytes.copy(a, off, array, at, len);
    at += len;
    Bytes.putShort(array, at, LINE_END);
    out.at = at + 2;
  }

  /** Writes text as a bulk of its UTF-8 bytes. */
  public void bulk(String utf8) {
    int length = utf8.length();
    if (length > Chunks.CHUNK - NumberLine.ROOM || !isAscii(utf8)) {
      bulk(utf8.getBytes(StandardCharsets.UTF_8));
      return;
    }
    int at = out.room(NumberLine.ROOM + length);
    byte[] array = out.array;
    at = NumberLine.write(array, at, '$', length);
    for (int i = 0; i < length; i++) {
      array[at++] = (byte) utf8.charAt(i);
    }
    Bytes.putShort(array, at, LINE_END);
    out.at = at + 2;
  }

  /** Writes an integer as a bulk of its digits. */
  public void bulkLong(long v) {
    int at = out.room(2 * NumberLine.ROOM);
    byte[] array = out.array;
    at = NumberLine.write(array, at, '$', Numbers.stringSize(v));
    at = Numbers.write(v, array, at);
    Bytes.putShort(array, at, LINE_END);
    out.at = at + 2;
  }

  /** Writes the absence of a value: {@code $-1}, or {@code _} in RESP3. */
  public void nil() {
    nil(NIL2);
  }

  /** Writes the absence of an array: {@code *-1}, or {@code _} in RESP3. */
  public void nilArray() {
    nil(NIL_ARRAY2);
  }

  private void nil(int resp2) {
    int at = out.room(8);
    if (resp3) {
      Bytes.putInt(out.array, at, NIL3);
      out.at = at + 3;
    } else {
      Bytes.putInt(out.array, at, resp2);
      out.array[at + 4] = '\n';
      out.at = at + 5;
    }
  }

  /** Writes a double ({@link Numbers#formatDouble}); RESP2 has a bulk for it. */
  public void doubleValue(double v) {
    int at = out.room(2 * NumberLine.ROOM);
    byte[] array = out.array;
    if (resp3) {
      array[at] = ',';
      at = Numbers.formatDouble(v, array, at + 1);
    } else {
      int text = at + 5;
      int length = Numbers.formatDouble(v, array, text) - text;
      if (length < 10) {
        System.arraycopy(array, text, array, text - 1, length);
        Bytes.putInt(array, at, Bytes.word('$', '0' + length, '\r', '\n'));
        at = text - 1 + length;
      } else {
        Bytes.putInt(array, at, Bytes.word('$', '0' + length / 10, '0' + length % 10, '\r'));
        array[at + 4] = '\n';
        at = text + length;
      }
    }
    Bytes.putShort(array, at, LINE_END);
    out.at = at + 2;
  }

  /** Writes a truth value; RESP2 has {@code :1} and {@code :0} for it. */
  public void bool(boolean v) {
    if (!resp3) {
      integer(v ? 1 : 0);
      return;
    }
    int at = out.room(4);
    Bytes.putInt(out.array, at, Bytes.word('#', v ? 't' : 'f', '\r', '\n'));
    out.at = at + 4;
  }

  /** Writes an integer of any size, given as its digits; RESP2 has a bulk for it. */
  public void bigNumber(String digits) {
    if (resp3) {
      line('(', digits);
    } else {
      bulk(digits);
    }
  }

  /**
   * Writes text that tells its format; RESP2 has a bulk for it.
   *
   * @param format3 three ASCII characters: {@code txt} or {@code mkd}
   */
  public void verbatim(String format3, byte[] a, int off, int len) {
    if (!resp3) {
      bulk(a, off, len);
      return;
    }
    if (format3.length() != 3) {
      throw new IllegalArgumentException("format must have 3 characters, was " + format3);
    }
    header('=', len + 4L);
    int at = out.room(4);
    for (int i = 0; i < 3; i++) {
      out.array[at + i] = (byte) format3.charAt(i);
    }
    out.array[at + 3] = ':';
    out.at = at + 4;
    out.write(a, off, len);
    lineEnd();
  }

  /** Begins an array of {@code n} elements, which the caller writes next. */
  public void array(long n) {
    header('*', n);
  }

  /** Begins a map of {@code pairs} keys and values; RESP2 has an array of both for it. */
  public void map(long pairs) {
    if (resp3) {
      header('%', pairs);
    } else {
      header('*', 2 * pairs);
    }
  }

  /** Begins a set of {@code n} elements; RESP2 has an array for it. */
  public void set(long n) {
    header(resp3 ? '~' : '*', n);
  }

  /** Begins a push of {@code n} elements; RESP2 has an array for it. */
  public void push(long n) {
    header(resp3 ? '>' : '*', n);
  }

  /**
   * Begins attributes of the reply that follows them.
   *
   * @throws IllegalStateException in RESP2, which has none
   */
  public void attribute(long pairs) {
    if (!resp3) {
      throw new IllegalStateException("RESP2 has no attributes");
    }
    header('|', pairs);
  }

  /**
   * Begins an array, map or set whose length is known only at its end. They nest.
   *
   * @return a token for {@link #endArray}, {@link #endMap} or {@link #endSet}
   */
  public long beginArray() {
    int at = out.room(4);
    long token = out.mark();
    Bytes.putInt(out.array, at, Bytes.word('*', '0', '\r', '\n'));
    out.at = at + 4;
    return token;
  }

  /** Ends the array that {@code token} began; it has {@code n} elements. */
  public void endArray(long token, long n) {
    end(token, '*', n);
  }

  /** Begins a map whose length is known only at its end. */
  public long beginMap() {
    return beginArray();
  }

  /** Ends the map that {@code token} began; it has {@code pairs} keys and values. */
  public void endMap(long token, long pairs) {
    end(token, resp3 ? '%' : '*', resp3 ? pairs : 2 * pairs);
  }

  /** Begins a set whose length is known only at its end. */
  public long beginSet() {
    return beginArray();
  }

  /** Ends the set that {@code token} began; it has {@code n} elements. */
  public void endSet(long token, long n) {
    end(token, resp3 ? '~' : '*', n);
  }

  private void end(long token, char type, long n) {
    int digits = Numbers.stringSize(n);
    int at = out.widen(token, 2, digits - 1);
    byte[] array = out.marked(token);
    array[at] = (byte) type;
    Numbers.write(n, array, at + 1);
  }

  /** Writes bytes that are encoded already. */
  public void raw(byte[] a, int off, int len) {
    out.write(a, off, len);
  }

  /** The place that has been reached, for {@link #rewind} and {@link #isEmptySince}. */
  public long mark() {
    return out.mark();
  }

  /** Takes back everything written since {@code mark}. */
  public void rewind(long mark) {
    out.rewind(mark);
  }

  /** Whether nothing has been written since {@code mark}. */
  public boolean isEmptySince(long mark) {
    return out.mark() == mark;
  }

  /** The number of bytes held. */
  public long size() {
    return out.size();
  }

  /** The number of chunks that hold bytes. */
  public int chunks() {
    return out.count();
  }

  /**
   * Chunk {@code i}, whose first {@link #chunkLength} bytes count. Chunks in order are the output.
   * Every chunk but the last is the caller's to keep after {@link #clear}; the last is written to
   * again.
   */
  public byte[] chunk(int i) {
    return out.array(i);
  }

  /** The number of bytes in chunk {@code i}. */
  public int chunkLength(int i) {
    return out.length(i);
  }

  /** A copy of everything written. */
  public byte[] toBytes() {
    byte[] all = new byte[Math.toIntExact(out.size())];
    int at = 0;
    for (int i = 0; i < out.count(); i++) {
      System.arraycopy(out.array(i), 0, all, at, out.length(i));
      at += out.length(i);
    }
    return all;
  }

  /** Forgets everything written; keeps one chunk of at most 64 KiB to write to. */
  public void clear() {
    out.clear();
  }

  /** Forgets everything written and gives back the room it took; for a connection that is idle. */
  public void trim() {
    out.trim();
  }

  private void largeBulk(byte[] a, int off, int len) {
    header('$', len);
    out.write(a, off, len);
    lineEnd();
  }

  private void lineEnd() {
    int at = out.room(2);
    Bytes.putShort(out.array, at, LINE_END);
    out.at = at + 2;
  }

  private void header(char type, long n) {
    int at = out.room(NumberLine.ROOM);
    out.at = NumberLine.write(out.array, at, type, n);
  }

  private void line(char type, String text) {
    int length = text.length();
    if (length > Chunks.CHUNK / 4) {
      longLine(type, text);
      return;
    }
    int at = out.room(length + 3);
    byte[] array = out.array;
    array[at++] = (byte) type;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 0xFF) {
        longLine(type, text);
        return;
      }
      array[at++] = c == '\r' || c == '\n' ? (byte) ' ' : (byte) c;
    }
    Bytes.putShort(array, at, LINE_END);
    out.at = at + 2;
  }

  private void longLine(char type, String text) {
    byte[] bytes = lineBytes(text);
    int at = out.room(1);
    out.array[at] = (byte) type;
    out.at = at + 1;
    out.write(bytes, 0, bytes.length);
    lineEnd();
  }

  private static byte[] lineBytes(String text) {
    String oneLine = text.replace('\r', ' ').replace('\n', ' ');
    boolean latin = oneLine.chars().allMatch(c -> c <= 0xFF);
    return oneLine.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
