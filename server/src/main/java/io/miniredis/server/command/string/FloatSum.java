package io.miniredis.server.command.string;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.LongDouble;
import io.miniredis.server.value.Slice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * INCREX with BYFLOAT. Numbers are those of {@link LongDouble}, and are compared as they print. A
 * sum that is too large for one counts as out of bounds, with SATURATE too if there is no bound.
 */
final class FloatSum {
  private static final Event EVENT = Event.string("incrbyfloat");
  private static final CommandError INFINITE_INCREMENT =
      CommandError.of("ERR BYFLOAT increment cannot be Infinity");
  private static final CommandError INFINITE_VALUE =
      CommandError.of("ERR value cannot be Infinity");

  private FloatSum() {}

  static void run(Call call, IncrExOptions options) {
    LongDouble by = options.number(options.by, "Increment");
    if (!by.isFinite()) {
      throw INFINITE_INCREMENT;
    }
    Slice lower = bound(call, options, options.lower, "LBOUND");
    Slice upper = bound(call, options, options.upper, "UBOUND");
    if (lower != null && upper != null && exact(lower).compareTo(exact(upper)) > 0) {
      throw IncrExOptions.BOUNDS;
    }
    long expiry = options.expiry();
    LongDouble value = value(call);
    LongDouble sum = value.plus(by);
    Slice bound = null;
    if (upper != null && (sum.isFinite() ? compare(sum, upper) > 0 : isPositive(by))) {
      bound = upper;
    } else if (lower != null && (sum.isFinite() ? compare(sum, lower) < 0 : !isPositive(by))) {
      bound = lower;
    }
    call.reply().array(2);
    if ((bound == null && !sum.isFinite()) || (bound != null && !options.saturate)) {
      write(call.reply(), value.toString());
      write(call.reply(), "0");
      return;
    }
    String applied = by.toString();
    String result = sum.toString();
    if (bound != null) {
      result = parse(bound).toString();
      applied = parse(bound).plus(parse(negative(value))).toString();
    }
    write(call.reply(), result);
    write(call.reply(), applied);
    byte[] text = result.getBytes(StandardCharsets.ISO_8859_1);
    call.setText(1, text, 0, text.length, call.expiry(1));
    options.finish(expiry, EVENT);
  }

  private static LongDouble value(Call call) {
    Slice old = call.findString(1);
    LongDouble value = old == null ? LongDouble.ZERO : LongDouble.parse(old);
    if (value == null) {
      throw CommandError.NOT_FLOAT;
    }
    if (!value.isFinite()) {
      throw INFINITE_VALUE;
    }
    return value;
  }

  /** A bound as it was given; null if there is none, or an infinite one. */
  private static @Nullable Slice bound(Call call, IncrExOptions options, int arg, String what) {
    return arg == 0 || !options.number(arg, what).isFinite() ? null : call.arg(arg);
  }

  private static LongDouble parse(Slice text) {
    LongDouble number = LongDouble.parse(text);
    if (number == null) {
      throw CommandError.NOT_FLOAT;
    }
    return number;
  }

  private static Slice negative(LongDouble value) {
    String text = value.toString();
    return Slice.of(text.startsWith("-") ? text.substring(1) : "-" + text);
  }

  private static BigDecimal exact(Slice text) {
    return new BigDecimal(parse(text).toString());
  }

  private static int compare(LongDouble sum, Slice bound) {
    return new BigDecimal(sum.toString()).compareTo(exact(bound));
  }

  private static boolean isPositive(LongDouble number) {
    return !number.toString().startsWith("-");
  }

  /** Text as a bulk, or as a double in RESP3. */
  private static void write(ReplyWriter reply, String text) {
    if (reply.protocol() == 2) {
      reply.bulk(text);
    } else {
      byte[] line = ("," + text + "\r\n").getBytes(StandardCharsets.US_ASCII);
      reply.raw(line, 0, line.length);
    }
  }
}
