package io.miniredis.server.command.string;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.Slice;

/**
 * What INCR, DECR, INCRBY and DECRBY share. Checked in this order: the type, that the string is an
 * integer, that the sum is one of 64 bits. The expiry stays.
 */
final class Counter {
  private static final Event INCRBY = Event.string("incrby");

  private Counter() {}

  /** Adds to the integer that the key at an argument holds, and replies with the sum. */
  static void add(Call call, int key, long delta) {
    Slice old = call.findString(key);
    long value = 0;
    if (old != null) {
      if (!old.isLong()) {
        throw CommandError.NOT_INTEGER;
      }
      value = old.asLong();
    }
    long sum = value + delta;
    if (((value ^ sum) & (delta ^ sum)) < 0) {
      throw CommandError.OVERFLOW;
    }
    call.setLong(key, sum);
    call.changed(key, INCRBY);
    call.reply().integer(sum);
  }
}
