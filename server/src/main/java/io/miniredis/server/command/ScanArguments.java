package io.miniredis.server.command;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.GlobPattern;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What SCAN, HSCAN, SSCAN and ZSCAN are given: a cursor, and options MATCH and COUNT, which are
 * checked in the order in which they come.
 */
public final class ScanArguments {
  private static final CommandError INVALID_CURSOR = CommandError.of("ERR invalid cursor");
  private static final CommandError NOVALUES =
      CommandError.of("ERR NOVALUES option can only be used in HSCAN");
  private static final long DEFAULT_COUNT = 10;

  private @Nullable Slice pattern;
  private long count = DEFAULT_COUNT;
  private boolean noValues;
  private @Nullable Slice type;

  private ScanArguments() {}

  /**
   * The cursor at an argument: 64 bits without sign.
   *
   * @throws CommandError unless C's {@code strtoull} takes the whole text, or if it is a negative
   *     number
   */
  public static long cursor(Call call, int arg) {
    Slice text = call.arg(arg);
    if (text.isLong()) {
      return call.longArg(arg, 0, Long.MAX_VALUE, INVALID_CURSOR);
    }
    String digits = text.toString();
    int from = 0;
    while (from < digits.length() && " \t\n\u000b\f\r".indexOf(digits.charAt(from)) >= 0) {
      from++;
    }
    boolean negative = digits.startsWith("-", from);
    try {
      // Java takes a plus in front, C a minus too
      long value = Long.parseUnsignedLong(digits.substring(negative ? from + 1 : from));
      boolean twoSigns = negative && digits.startsWith("+", from + 1);
      if (!twoSigns) {
        return negative ? -value : value;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw INVALID_CURSOR;
  }

  /**
   * The options from an argument on.
   *
   * @throws CommandError if one is unknown or has no value, or if the count is no number or not
   *     positive
   */
  public static ScanArguments parse(Call call, int first) {
    return parse(call, first, false);
  }

  /** As {@link #parse(Call, int)}, for SCAN with the option TYPE too. */
  public static ScanArguments parseForKeys(Call call, int first) {
    return parse(call, first, false, true);
  }

  /** As {@link #parse(Call, int)}, for HSCAN with the option NOVALUES too. */
  public static ScanArguments parse(Call call, int first, boolean ofHash) {
    return parse(call, first, ofHash, false);
  }

  private static ScanArguments parse(Call call, int first, boolean ofHash, boolean ofKeys) {
    ScanArguments a = new ScanArguments();
    int argc = call.argc();
    for (int i = first; i < argc; i++) {
      Slice word = call.arg(i);
      if (word.is("COUNT") && i + 1 < argc) {
        a.count = call.longArg(++i);
        if (a.count < 1) {
          throw CommandError.SYNTAX;
        }
      } else if (word.is("MATCH") && i + 1 < argc) {
        a.pattern = call.arg(++i);
      } else if (ofKeys && word.is("TYPE") && i + 1 < argc) {
        a.type = call.arg(++i);
      } else if (word.is("NOVALUES")) {
        if (!ofHash) {
          throw NOVALUES;
        }
        a.noValues = true;
      } else {
        throw CommandError.SYNTAX;
      }
    }
    return a;
  }

  /** About how many elements a step should visit. */
  public long count() {
    return count;
  }

  /** Whether fields are to be told without their values. */
  public boolean noValues() {
    return noValues;
  }

  /** Whether an element is to be told. */
  public boolean matches(Slice element) {
    Slice p = pattern;
    return p == null || GlobPattern.matches(p, element);
  }

  /**
   * Whether keys of a type are to be told.
   *
   * @param name as the command TYPE tells it
   */
  public boolean wantsType(String name) {
    Slice t = type;
    return t == null || t.toString().equalsIgnoreCase(name);
  }

  /** A cursor as it is told: a bulk of its digits. */
  public static byte[] text(long cursor) {
    return Long.toUnsignedString(cursor).getBytes(StandardCharsets.US_ASCII);
  }
}
