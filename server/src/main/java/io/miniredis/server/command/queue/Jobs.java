package io.miniredis.server.command.queue;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;

/** What is told of jobs, and to whom. */
final class Jobs {
  private static final int FACTS = 8;

  private Jobs() {}

  /** A job is done, dead or gone: those who wait for its result are looked after. */
  static void ended(Call call, QueueJob job) {
    if (call.partsAreWaitedFor(1, QueueValue.TYPE)) {
      call.changedPart(1, job.id(call.scratch()).toBytes());
    }
  }

  /**
   * Writes all that is known of a job, as a map: id, state, payload, deliveries, priority, when it
   * was put (milliseconds since the epoch), in how many milliseconds it becomes ready or its lease
   * ends (-1 if neither), and the last error or nil.
   */
  static void describe(Call call, QueueJob job) {
    ReplyWriter reply = call.reply();
    Slice text = call.scratch();
    reply.map(FACTS);
    reply.bulk("id");
    bulk(reply, job.id(text));
    reply.bulk("state");
    reply.bulk(job.state().label());
    reply.bulk("payload");
    bulk(reply, job.payload(text));
    reply.bulk("deliveries");
    reply.integer(job.deliveries());
    reply.bulk("priority");
    reply.integer(job.priority());
    reply.bulk("put");
    reply.integer(job.putAt());
    reply.bulk("due-in");
    reply.integer(job.isTimed() ? Math.max(0, job.due() - call.ticks().now()) : -1);
    reply.bulk("error");
    byte[] error = job.error();
    if (error == null) {
      reply.nil();
    } else {
      reply.bulk(error);
    }
  }

  static void bulk(ReplyWriter reply, Slice text) {
    reply.bulk(text.array(), text.offset(), text.length());
  }
}
