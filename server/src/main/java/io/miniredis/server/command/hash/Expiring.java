package io.miniredis.server.command.hash;

import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;

/**
 * What HEXPIRE, HPEXPIRE, HEXPIREAT and HPEXPIREAT share: the reply is an array that tells of each
 * field: -2 not there, 0 the condition does not hold, 1 set, 2 the time has passed and the field is
 * removed.
 *
 * <p>Checked in this order: the key's type, the time's number and range, the condition, the word
 * FIELDS, the number of fields.
 */
final class Expiring {
  /** The latest time at which a field can expire, in milliseconds since the epoch. */
  private static final long LATEST = 0xFFFFFFFFFFFEL >> 2;

  static final Event EVENT = Event.hash("hexpire");
  private static final CommandError NEGATIVE =
      CommandError.of("ERR invalid expire time, must be >= 0");
  private static final CommandError NOT_POSITIVE =
      CommandError.of("ERR Parameter `numFields` should be greater than 0");

  private static final int NOT_MET = 0;
  private static final int SET = 1;
  private static final int REMOVED = 2;

  private enum Condition {
    ALWAYS,
    NX,
    XX,
    GT,
    LT
  }

  private Expiring() {}

  /**
   * Runs one of the four.
   *
   * @param unit of the time at argument 2, in milliseconds
   * @param base what that time counts from, in milliseconds since the epoch
   */
  static void expire(Call call, long unit, long base) {
    HashValue hash = call.find(1, HashValue.TYPE);
    long at = time(call, 2, unit, base);
    Condition condition = condition(call);
    int first = FieldList.parse(call, condition == Condition.ALWAYS ? 3 : 4, NOT_POSITIVE);
    if (hash == null) {
      FieldList.replyNoFields(call, first);
      return;
    }
    hash.announceExpiries();
    boolean passed = at <= call.now();
    boolean changed = false;
    call.reply().array(call.argc() - first);
    for (int i = first; i < call.argc(); i++) {
      long result = expire(hash, call.arg(i), at, condition, call.now());
      changed |= result > 0;
      call.reply().integer(result);
    }
    if (changed) {
      call.changed(1, passed ? HDel.EVENT : EVENT);
      Outcome.ofFields(call, 1, first, 1);
    } else {
      call.resized(1);
    }
  }

  private static long expire(HashValue hash, Slice field, long at, Condition condition, long now) {
    long before = hash.expiry(field, now);
    if (before == HashValue.NO_FIELD) {
      return HashValue.NO_FIELD;
    }
    boolean expires = before != HashValue.NO_EXPIRY;
    boolean met =
        switch (condition) {
          case ALWAYS -> true;
          case NX -> !expires;
          case XX -> expires;
          case GT -> expires && at > before;
          case LT -> !expires || at < before;
        };
    if (!met) {
      return NOT_MET;
    }
    if (at <= now) {
      hash.remove(field);
      return REMOVED;
    }
    hash.expire(field, at);
    return SET;
  }

  /**
   * An argument as the time at which fields expire.
   *
   * @param unit of the number, in milliseconds
   * @param base what it counts from, in milliseconds since the epoch
   * @return milliseconds since the epoch
   */
  static long time(Call call, int arg, long unit, long base) {
    long time = call.longArg(arg);
    if (time < 0) {
      throw NEGATIVE;
    }
    if (time > LATEST / unit || time * unit > LATEST - base) {
      throw CommandError.of("ERR invalid expire time in '" + call.spec().fullName() + "' command");
    }
    return time * unit + base;
  }

  private static Condition condition(Call call) {
    Slice word = call.arg(3);
    if (word.is("NX")) {
      return Condition.NX;
    }
    if (word.is("XX")) {
      return Condition.XX;
    }
    if (word.is("GT")) {
      return Condition.GT;
    }
    return word.is("LT") ? Condition.LT : Condition.ALWAYS;
  }
}
