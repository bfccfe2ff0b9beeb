package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ids of entries among a command's arguments. */
final class Ids {
  static final CommandError INVALID =
      CommandError.of("ERR Invalid stream ID specified as stream command argument");
  private static final CommandError INVALID_START =
      CommandError.of("ERR invalid start ID for the interval");
  private static final CommandError INVALID_END =
      CommandError.of("ERR invalid end ID for the interval");
  private static final int LONGEST = 127;

  private Ids() {}

  /**
   * An argument as an id; {@code -} and {@code +} are none.
   *
   * @throws CommandError {@link #INVALID}
   */
  static StreamId exact(Call call, int arg) {
    StreamId id = parse(call.arg(arg));
    if (id == null) {
      throw INVALID;
    }
    return id;
  }

  /** As {@link #exact}, but {@code -} is the least id and {@code +} the greatest. */
  static StreamId any(Call call, int arg) {
    return orEnd(call.arg(arg), 0);
  }

  /** The first id of a range: {@code (id} leaves the id itself out. */
  static StreamId rangeStart(Call call, int arg) {
    Slice text = call.arg(arg);
    if (!isExclusive(text)) {
      return orEnd(text, 0);
    }
    StreamId next = inside(call, text, 0).next();
    if (next == null) {
      throw INVALID_START;
    }
    return next;
  }

  /** The last id of a range: {@code (id} leaves the id itself out. */
  static StreamId rangeEnd(Call call, int arg) {
    Slice text = call.arg(arg);
    if (!isExclusive(text)) {
      return orEnd(text, -1);
    }
    StreamId previous = inside(call, text, -1).previous();
    if (previous == null) {
      throw INVALID_END;
    }
    return previous;
  }

  private static boolean isExclusive(Slice text) {
    return text.length() > 1 && text.byteAt(0) == '(';
  }

  private static StreamId inside(Call call, Slice text, long missingSeq) {
    Slice rest = call.scratch().wrap(text.array(), text.offset() + 1, text.length() - 1);
    StreamId id = parse(rest, missingSeq);
    if (id == null) {
      throw INVALID;
    }
    return id;
  }

  private static StreamId orEnd(Slice text, long missingSeq) {
    if (text.length() == 1 && text.byteAt(0) == '-') {
      return StreamId.MIN;
    }
    if (text.length() == 1 && text.byteAt(0) == '+') {
      return StreamId.MAX;
    }
    StreamId id = parse(text, missingSeq);
    if (id == null) {
      throw INVALID;
    }
    return id;
  }

  /** An id, or null if the text is none; without a number, that is 0. */
  static @Nullable StreamId parse(Slice text) {
    return parse(text, 0);
  }

  private static @Nullable StreamId parse(Slice text, long missingSeq) {
    if (text.length() > LONGEST) {
      return null;
    }
    byte[] a = text.array();
    int from = text.offset();
    int end = endOfText(text);
    int dash = dash(a, from, end);
    if (!UnsignedText.isNumber(a, from, dash)) {
      return null;
    }
    long ms = UnsignedText.number(a, from, dash);
    if (dash == end) {
      return new StreamId(ms, missingSeq);
    }
    return UnsignedText.isNumber(a, dash + 1, end)
        ? new StreamId(ms, UnsignedText.number(a, dash + 1, end))
        : null;
  }

  /**
   * The milliseconds of {@code <ms>-*}, an id whose number is to be chosen; null if the text has
   * another form.
   */
  static @Nullable StreamId parseOpen(Slice text) {
    byte[] a = text.array();
    int end = endOfText(text);
    int dash = dash(a, text.offset(), end);
    if (text.length() > LONGEST || end - dash != 2 || a[dash + 1] != '*') {
      return null;
    }
    return UnsignedText.isNumber(a, text.offset(), dash)
        ? new StreamId(UnsignedText.number(a, text.offset(), dash), 0)
        : null;
  }

  /** Where the text ends: at a NUL, if there is one. */
  private static int endOfText(Slice text) {
    int end = text.offset() + text.length();
    for (int i = text.offset(); i < end; i++) {
      if (text.array()[i] == 0) {
        return i;
      }
    }
    return end;
  }

  /** An id as it is written, in ASCII. */
  static byte[] text(StreamId id) {
    byte[] room = UnsignedText.roomForId();
    int end = UnsignedText.write(id.ms(), room, 0);
    room[end] = '-';
    return Arrays.copyOf(room, UnsignedText.write(id.seq(), room, end + 1));
  }

  private static int dash(byte[] a, int from, int end) {
    int at = from;
    while (at < end && a[at] != '-') {
      at++;
    }
    return at;
  }
}
