package io.miniredis.server.command.string;

import io.miniredis.server.command.ExpiryOption;
import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.LongDouble;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;

/**
 * The options of INCREX; each may stand once.
 *
 * <p>Checked in this order: the options' syntax, ENX without an expiry, the increment, the lower
 * bound, the upper bound, that they are in order, the expiry's number and range.
 */
final class IncrExOptions {
  static final CommandError BOUNDS = CommandError.of("ERR LBOUND can't be greater than UBOUND");

  private static final CommandError NO_EXPIRY =
      CommandError.of("ERR ENX flag requires an expiration");

  private final Call call;
  private boolean byFloat;
  private int expiryAt;
  private boolean persist;
  private boolean onlyNew;

  /** Arguments that hold numbers; 0 where the option is not there. */
  int by;

  int lower;
  int upper;
  boolean saturate;

  IncrExOptions(Call call) {
    this.call = call;
    for (int i = 2; i < call.argc(); ) {
      i += option(i, i + 1 < call.argc());
    }
    if (onlyNew && expiryAt == 0) {
      throw NO_EXPIRY;
    }
  }

  /** Reads an option; returns how many arguments it takes, its name counted. */
  private int option(int i, boolean more) {
    Slice word = call.arg(i);
    if (word.is("SATURATE") && !saturate) {
      saturate = true;
      return 1;
    }
    if (word.is("ENX") && !onlyNew && !persist) {
      onlyNew = true;
      return 1;
    }
    if (word.is("PERSIST") && !persist && !onlyNew && expiryAt == 0) {
      persist = true;
      return 1;
    }
    if ((word.is("BYINT") || word.is("BYFLOAT")) && more && by == 0) {
      byFloat = word.is("BYFLOAT");
      by = i + 1;
    } else if (word.is("LBOUND") && more && lower == 0) {
      lower = i + 1;
    } else if (word.is("UBOUND") && more && upper == 0) {
      upper = i + 1;
    } else if (ExpiryOption.at(call, i) != null && more && expiryAt == 0 && !persist) {
      expiryAt = i;
    } else {
      throw CommandError.SYNTAX;
    }
    return 2;
  }

  boolean isFloat() {
    return byFloat;
  }

  /** The number at an argument, or another if the option is not there. */
  long integer(int arg, String what, long otherwise) {
    if (arg == 0) {
      return otherwise;
    }
    if (!call.arg(arg).isLong()) {
      throw CommandError.of("ERR " + what + " is not an integer or out of range");
    }
    return call.arg(arg).asLong();
  }

  /** The number at an argument. */
  LongDouble number(int arg, String what) {
    LongDouble number = LongDouble.parse(call.arg(arg));
    if (number == null) {
      throw CommandError.of("ERR " + what + " is not a valid float");
    }
    return number;
  }

  /** The time that the options say, in milliseconds since the epoch, or none. */
  long expiry() {
    return expiryAt == 0 ? Record.NO_EXPIRY : ExpiryOption.parse(call, expiryAt);
  }

  /** Announces the new number, and changes when the key expires. */
  void finish(long expiry, Event event) {
    boolean expires = call.expiry(1) != Record.NO_EXPIRY;
    boolean set = expiryAt != 0 && !(onlyNew && expires);
    if (set && expiry <= call.now()) {
      call.delete(1);
      call.changed(1, Event.DEL);
      Outcome.ofString(call, 1);
      return;
    }
    call.changed(1, event);
    if (set) {
      call.expireAt(1, expiry);
      call.changed(1, Event.EXPIRE);
    } else if (persist && expires) {
      call.expireAt(1, Record.NO_EXPIRY);
      call.changed(1, Event.PERSIST);
    }
    Outcome.ofString(call, 1);
  }
}
