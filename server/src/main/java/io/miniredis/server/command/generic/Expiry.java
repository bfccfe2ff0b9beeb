package io.miniredis.server.command.generic;

import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;

/**
 * What EXPIRE, PEXPIRE, EXPIREAT and PEXPIREAT share: a key, a number, and conditions on the expiry
 * that the key has. A key without expiry lives forever, which is later than any time.
 *
 * <p>Checked in this order: the conditions' names, that they go together, the number, that the time
 * it says is one of 64 bits, that the key exists, the conditions. A time that has passed removes
 * the key.
 */
enum Expiry {
  SECONDS_FROM_NOW(1000, true),
  MILLIS_FROM_NOW(1, true),
  UNIX_SECONDS(1000, false),
  UNIX_MILLIS(1, false);

  static final String USAGE_OF_CONDITIONS = " [NX | XX | GT | LT]";

  private static final int NX = 1;
  private static final int XX = 2;
  private static final int GT = 4;
  private static final int LT = 8;

  private static final CommandError NX_WITH_OTHERS =
      CommandError.of("ERR NX and XX, GT or LT options at the same time are not compatible");
  private static final CommandError GT_WITH_LT =
      CommandError.of("ERR GT and LT options at the same time are not compatible");

  private final long millis;
  private final boolean fromNow;

  Expiry(long millis, boolean fromNow) {
    this.millis = millis;
    this.fromNow = fromNow;
  }

  /** Runs a command of the form {@code key number [condition ...]}; replies 1 if it took effect. */
  void execute(Call call) {
    int conditions = conditions(call);
    long time = time(call);
    boolean takesEffect = call.exists(1) && allowed(conditions, call.expiry(1), time);
    if (takesEffect) {
      expireAt(call, time);
    }
    call.reply().integer(takesEffect ? 1 : 0);
  }

  private static int conditions(Call call) {
    int conditions = 0;
    for (int i = 3; i < call.argc(); i++) {
      conditions |= condition(call.arg(i));
    }
    if ((conditions & NX) != 0 && conditions != NX) {
      throw NX_WITH_OTHERS;
    }
    if ((conditions & (GT | LT)) == (GT | LT)) {
      throw GT_WITH_LT;
    }
    return conditions;
  }

  private static int condition(Slice word) {
    if (word.is("NX")) {
      return NX;
    }
    if (word.is("XX")) {
      return XX;
    }
    if (word.is("GT")) {
      return GT;
    }
    if (word.is("LT")) {
      return LT;
    }
    throw CommandError.of("ERR Unsupported option " + word);
  }

  private long time(Call call) {
    long number = call.longArg(2);
    if (number > Long.MAX_VALUE / millis || number < Long.MIN_VALUE / millis) {
      throw invalid(call);
    }
    long time = number * millis;
    if (!fromNow) {
      return time;
    }
    if (time > Long.MAX_VALUE - call.now()) {
      throw invalid(call);
    }
    return time + call.now();
  }

  private static CommandError invalid(Call call) {
    return CommandError.of("ERR invalid expire time in '" + call.spec().fullName() + "' command");
  }

  private static boolean allowed(int conditions, long current, long time) {
    boolean expires = current != Record.NO_EXPIRY;
    return ((conditions & NX) == 0 || !expires)
        && ((conditions & XX) == 0 || expires)
        && ((conditions & GT) == 0 || (expires && time > current))
        && ((conditions & LT) == 0 || !expires || time < current);
  }

  private static void expireAt(Call call, long time) {
    if (time <= call.now()) {
      call.delete(1);
      call.changed(1, Event.DEL);
    } else {
      call.expireAt(1, time);
      call.changed(1, Event.EXPIRE);
    }
    Outcome.ofExpiry(call, 1);
  }
}
