package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.value.Record;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due of values whose time has come, shard by shard and in bounded steps. Used by one
 * thread at a time.
 */
final class DueValues {
  private static final Logger LOG = LoggerFactory.getLogger(DueValues.class);
  private static final int A_STEP = 500;
  private static final long PAUSE_NANOS = 200_000; // between two steps, for the clients
  // while CLIENT PAUSE holds writes back, and while what was due once is told by a file
  private static final long HELD_NANOS = 20_000_000;

  private final Engine engine;
  private final Dispatcher dispatcher;
  private final Call call;
  private final ReplyWriter reply = new ReplyWriter();
  private final Session nobody;
  private final Map<String, Work> works = new HashMap<>();

  private record Work(DueWork work, Spec spec) {}

  DueValues(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.dispatcher = dispatcher;
    this.call = new Call(engine, dispatcher, reply, Call.Mode.NESTED);
    this.nobody = new Session(0, Nobody.INSTANCE, engine.users(), engine.clock().millis());
    for (CommandTable.Row row : engine.commands().rows()) {
      DueWork work = row.command().dueWork();
      if (work != null) {
        works.put(work.type().name(), new Work(work, row.spec()));
      }
    }
  }

  /** A shard's alarm has rung. */
  void ring(int index) {
    Shard shard = engine.shards().at(index);
    if (!shard.lockUnless(engine.busy())) {
      engine.busy().whenOver(() -> engine.upkeep().ring(index));
      return;
    }
    long locked = engine.shards().widen(1L << index);
    try {
      long nanos = engine.clock().nanos();
      if (engine.pausing().isOn() || engine.loading().isOn()) {
        shard.alarm.rang();
        shard.alarm.ringAtNanos(nanos + HELD_NANOS);
      } else {
        long tick = engine.ticks().now();
        long next = run(shard, tick);
        shard.alarm.rang();
        if (next > tick) {
          shard.alarm.ringAt(next);
        } else {
          shard.alarm.ringAtNanos(nanos + PAUSE_NANOS);
        }
      }
    } finally {
      dispatcher.serveAndUnlock(locked);
    }
  }

  private long run(Shard shard, long tick) {
    int left = A_STEP;
    long next = Long.MAX_VALUE;
    for (int d = 0; d < shard.databases(); d++) {
      Keyspace k = shard.databaseIfAny(d);
      if (k != null) {
        while (left > 0 && k.nextDue() <= tick) {
          left -= 1 + runFirst(k, d, left);
        }
        next = Math.min(next, k.nextDue());
      }
    }
    return next;
  }

  private int runFirst(Keyspace k, int database, int max) {
    Entry entry = k.takeDue();
    Work work = entry == null ? null : works.get(entry.value.type().name());
    if (entry == null || work == null) {
      return 0;
    }
    byte[] key = Record.key(entry.record);
    call.show(key, new int[] {0, 0}, new int[] {0, key.length}, 0, 2);
    call.begin(nobody, work.spec, engine.clock().millis());
    call.useDatabase(database);
    call.declare(1);
    try {
      return work.work.run(call, max);
    } catch (RuntimeException e) {
      LOG.error("what is due of a {} failed", entry.value.type().name(), e);
      return max;
    } finally {
      call.resized(1); // files it anew
      call.end();
      call.forget();
      reply.clear();
    }
  }
}
