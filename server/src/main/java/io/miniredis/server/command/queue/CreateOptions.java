package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.QueueOptions;
import io.miniredis.server.value.QueueOrder;

/** The options of Q.CREATE. */
final class CreateOptions {
  private static final CommandError FACTOR =
      CommandError.of("ERR FACTOR must be a number from 1 to 1000");
  private static final CommandError OWN_DEAD_LETTER =
      CommandError.of("ERR DEADLETTER must be another key");
  private static final double GREATEST_FACTOR = 1000;

  private final Call call;
  private long maxSize;
  private QueueOrder order = QueueOrder.FIFO;
  private long lease = QueueOptions.DEFAULT.lease();
  private long maxDeliveries;
  private String deadLetter = "";
  private long dedup;
  private long backoff;
  private double factor = QueueOptions.DEFAULT.factor();
  private long maxBackoff = QueueOptions.DEFAULT.maxBackoff();
  private long results = QueueOptions.DEFAULT.results();

  private CreateOptions(Call call) {
    this.call = call;
  }

  static QueueOptions parse(Call call) {
    CreateOptions o = new CreateOptions(call);
    boolean backsOff = false;
    for (int i = 2; i < call.argc(); i += 2) {
      if (i + 1 == call.argc()) {
        throw CommandError.SYNTAX;
      }
      backsOff |= call.argIs(i, "BACKOFF");
      boolean known = o.parse(i) || o.parseTime(i) || (backsOff && o.parseBackoff(i));
      if (!known) {
        throw CommandError.SYNTAX;
      }
    }
    return new QueueOptions(
        o.maxSize,
        o.order,
        o.lease,
        o.maxDeliveries,
        o.deadLetter,
        o.dedup,
        o.backoff,
        o.factor,
        o.maxBackoff,
        o.results);
  }

  private boolean parse(int i) {
    if (call.argIs(i, "MAXSIZE")) {
      maxSize = Bounds.within(call, i + 1, 0, Integer.MAX_VALUE);
    } else if (call.argIs(i, "ORDER")) {
      order = order(i + 1);
    } else if (call.argIs(i, "MAXDELIVERIES")) {
      maxDeliveries = Bounds.within(call, i + 1, 0, Integer.MAX_VALUE);
    } else if (call.argIs(i, "DEADLETTER")) {
      if (call.arg(i + 1).contentEquals(call.arg(1))) {
        throw OWN_DEAD_LETTER;
      }
      deadLetter = call.arg(i + 1).toString();
    } else {
      return false;
    }
    return true;
  }

  private boolean parseTime(int i) {
    if (call.argIs(i, "LEASE")) {
      lease = Bounds.millis(call, i + 1, 0);
    } else if (call.argIs(i, "DEDUP")) {
      dedup = Bounds.millis(call, i + 1, 0);
    } else if (call.argIs(i, "BACKOFF")) {
      backoff = Bounds.millis(call, i + 1, 0);
    } else if (call.argIs(i, "RESULTS")) {
      results = Bounds.millis(call, i + 1, 0);
    } else {
      return false;
    }
    return true;
  }

  private boolean parseBackoff(int i) {
    if (call.argIs(i, "FACTOR")) {
      factor = call.doubleArg(i + 1, FACTOR);
      if (!(factor >= 1 && factor <= GREATEST_FACTOR)) {
        throw FACTOR;
      }
      return true;
    }
    if (call.argIs(i, "MAX")) {
      maxBackoff = Bounds.millis(call, i + 1, 1);
      return true;
    }
    return false;
  }

  private QueueOrder order(int arg) {
    for (QueueOrder each : QueueOrder.values()) {
      if (call.argIs(arg, each.name())) {
        return each;
      }
    }
    throw CommandError.SYNTAX;
  }
}
