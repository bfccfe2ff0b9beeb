package io.miniredis.server.command.queue;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.value.QueueOrder;
import io.miniredis.server.value.QueueValue;
import org.jspecify.annotations.Nullable;

/** The options of Q.PUT and Q.MPUT, and how both wait for their queue to have room. */
final class PutOptions {
  /** Where the id is, or 0. */
  int id;

  /** Where the number of payloads is, or 0; they follow it. */
  int values;

  boolean hasPriority;
  long priority;
  long delay;
  private long timeout;
  private boolean noWait;
  private boolean hasTimeout;

  private PutOptions() {}

  /**
   * Parses them from an argument on. The object is the same for every command of a call.
   *
   * @param batch whether they end with VALUES, and may not name an id
   */
  static PutOptions parse(Call call, int from, boolean batch) {
    PutOptions o = call.tool(PutOptions.class, PutOptions::new);
    o.clear();
    int i = from;
    while (i < call.argc() && o.values == 0) {
      if (call.argIs(i, "NOWAIT") && !o.hasTimeout) {
        o.noWait = true;
        i++;
      } else if (i + 1 < call.argc()) {
        o.option(call, i, batch);
        i += 2;
      } else {
        throw CommandError.SYNTAX;
      }
    }
    if (batch && o.values == 0) {
      throw CommandError.SYNTAX;
    }
    return o;
  }

  private void clear() {
    id = 0;
    values = 0;
    hasPriority = false;
    priority = 0;
    delay = 0;
    timeout = 0;
    noWait = false;
    hasTimeout = false;
  }

  private void option(Call call, int i, boolean batch) {
    if (call.argIs(i, "PRIORITY")) {
      hasPriority = true;
      priority = call.longArg(i + 1);
    } else if (call.argIs(i, "DELAY")) {
      delay = Bounds.millis(call, i + 1, 0);
    } else if (call.argIs(i, "TIMEOUT") && !noWait) {
      timeout = Timeout.millisArg(call, i + 1);
      hasTimeout = true;
    } else if (call.argIs(i, "ID") && !batch) {
      Bounds.id(call, i + 1);
      id = i + 1;
    } else if (call.argIs(i, "VALUES") && batch) {
      values = i + 1;
    } else {
      throw CommandError.SYNTAX;
    }
  }

  /** Checks that jobs may be put. */
  void check(@Nullable QueueValue queue) {
    if (queue != null && queue.isShutDown()) {
      throw QueueErrors.SHUT_DOWN;
    }
    QueueOrder order = queue == null ? QueueOrder.FIFO : queue.options().order();
    if (hasPriority && order != QueueOrder.PRIORITY) {
      throw QueueErrors.NO_PRIORITIES;
    }
  }

  /** Whether the client has to wait for room for so many jobs: then it does. */
  boolean waits(Call call, @Nullable QueueValue queue, long jobs) {
    if (queue == null
        || (queue.fits(jobs) && !call.othersWait(1, QueueValue.TYPE, QueueValue.PUT))) {
      return false;
    }
    if (noWait || call.isNested()) {
      throw QueueErrors.FULL;
    }
    call.waitFor(1, 1, QueueValue.TYPE, QueueValue.PUT, true, timeout, OnTimeout.NIL);
    return true;
  }

  /** When a job that is put now becomes ready. */
  long readyAt(Call call, long now) {
    return delay == 0 ? now : call.ticks().after(delay);
  }
}
