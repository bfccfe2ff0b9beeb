package io.miniredis.server.command.queue;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueOptions;
import io.miniredis.server.value.QueueTotals;
import io.miniredis.server.value.QueueValue;
import java.util.Locale;

/** The map that Q.INFO replies with. */
final class InfoReply {
  private final ReplyWriter reply;
  private final long map;
  private int pairs;

  InfoReply(ReplyWriter reply) {
    this.reply = reply;
    this.map = reply.beginMap();
  }

  void options(QueueOptions options) {
    add("maxsize", options.maxSize());
    add("order", options.order().name().toLowerCase(Locale.ROOT));
    add("lease", options.lease());
    add("maxdeliveries", options.maxDeliveries());
    name("deadletter");
    byte[] key = options.deadLetterKey();
    if (key.length == 0) {
      reply.nil();
    } else {
      reply.bulk(key);
    }
    add("dedup", options.dedup());
    add("backoff", options.backoff());
    name("backoff-factor");
    reply.doubleValue(options.factor());
    add("backoff-max", options.maxBackoff());
    add("results", options.results());
  }

  void jobs(QueueValue queue, long millis) {
    for (JobState state : JobState.values()) {
      add(state.label(), queue.count(state));
    }
    add("unfinished", queue.unfinished());
    add("paused", queue.isPaused() ? 1 : 0);
    add("shutdown", queue.isShutDown() ? 1 : 0);
    QueueJob first = queue.first();
    add("next-age", first == null ? -1 : Math.max(0, millis - first.putAt()));
  }

  void totals(QueueTotals totals) {
    add("total-put", totals.put());
    add("total-delivered", totals.delivered());
    add("total-done", totals.done());
    add("total-failed", totals.failed());
    add("total-expired", totals.expired());
    add("total-dead", totals.dead());
  }

  void add(String name, long number) {
    name(name);
    reply.integer(number);
  }

  private void add(String name, String text) {
    name(name);
    reply.bulk(text);
  }

  private void name(String name) {
    reply.bulk(name);
    pairs++;
  }

  void end() {
    reply.endMap(map, pairs);
  }
}
