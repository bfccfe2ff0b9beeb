package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.queue.Cron;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueRepeat;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;

/** How repeating jobs come. */
final class Repeating {
  private static final long LOOKED_AFTER = 60_000; // as the clock on the wall may be set

  private Repeating() {}

  /**
   * The time of a repeating job has come: it is put, whether the queue is full or not, unless the
   * one of the last time is neither done nor dead. Times that were missed are left out.
   */
  static void comes(Call call, QueueValue queue, QueueRepeat repeat) {
    boolean early = repeat.every() == 0 && call.now() < repeat.at();
    if (early) {
      schedule(call, queue, repeat, repeat.at());
      call.resized(1);
      return;
    }
    boolean put = repeat.pending() == null;
    if (put) {
      QueueJob job = put(call, queue, repeat);
      Told.put(call, job, false, false);
    }
    schedule(call, queue, repeat, next(call, repeat));
    Told.repeats(call, repeat);
    if (put) {
      call.changed(1, QueueEvents.PUT);
    } else {
      call.resized(1);
    }
  }

  private static QueueJob put(Call call, QueueValue queue, QueueRepeat repeat) {
    long now = call.ticks().now();
    QueueJob job = queue.put(null, repeat.payload(new Slice()), 0, now, now, call.now());
    queue.repeats().pending(repeat, job);
    return job;
  }

  /** When it comes first, or again. */
  static long next(Call call, QueueRepeat repeat) {
    if (repeat.every() == 0) {
      Cron cron = Cron.parse(repeat.cron());
      return cron == null ? Long.MAX_VALUE : cron.next(call.now());
    }
    long now = call.ticks().now();
    long last = repeat.at();
    return last == 0
        ? call.ticks().after(repeat.every())
        : last + (Math.max(0, now - last) / repeat.every() + 1) * repeat.every();
  }

  /** Has it be looked after: at its time, or before. */
  static void schedule(Call call, QueueValue queue, QueueRepeat repeat, long at) {
    long due =
        repeat.every() > 0 ? at : call.ticks().after(Math.clamp(at - call.now(), 0, LOOKED_AFTER));
    queue.repeats().next(repeat, at, due, call.ticks().now());
  }
}
