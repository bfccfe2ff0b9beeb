package io.miniredis.server.command.queue;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.Use.INCOMPLETE;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.DueWork;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs from queues, from the first key on that has any, up to COUNT (1) of them, and replies
 * with an array of jobs, each of them an array of key, id, payload, and how often it was delivered
 * (1: for the first time). While there are none it waits, behind those who came before; an absent
 * key is an empty queue. A nil array when the timeout, in milliseconds, has passed; without one, or
 * with 0, it waits for ever. With NOWAIT, in a transaction and from a script it does not wait.
 *
 * <p>Who takes a job has it until the lease ends: LEASE milliseconds, or as long as the queue says.
 * With LEASE 0 the job is done as it is given away: it is delivered at most once. The keys end at
 * the first word, from the second key on, that is an option's.
 *
 * <p>Jobs for a client that has waited, and is gone when they are sent to it, are given back as if
 * they had not been delivered.
 *
 * <p>Checked in this order: the options as they come, whether a queue went while the client waited
 * (NOQUEUE), key by key the type, that not all queues are shut down and empty (QUEUESHUTDOWN).
 */
final class QGet implements Command {
  private static final Spec SPEC =
      Spec.command("Q.GET", Group.QUEUE)
          .usage("key [key ...] [COUNT n] [LEASE ms] [TIMEOUT ms | NOWAIT]")
          .arity(-2)
          .keys(KeySpec.readWrite(1, ACCESS, DELETE, INCOMPLETE).upTo(GetOptions.WORDS))
          .flags(Flag.WRITE, Flag.BLOCKING, Flag.FAST)
          .summary("Takes jobs from queues; waits while there are none.")
          .since("1.0.0")
          .complexity("O(K+N) for K keys and N jobs, O(K+N log M) in queues of M priorities")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public DueWork dueWork() {
    return new QueueDue();
  }

  @Override
  public void execute(Call call) {
    GetOptions options = GetOptions.parse(call);
    if (call.hasLost()) {
      throw QueueErrors.GONE;
    }
    int drained = 0;
    for (int key = 1; key <= options.keys; key++) {
      QueueValue queue = call.find(key, QueueValue.TYPE);
      if (queue != null && queue.canGet()) {
        take(call, options, key);
        return;
      }
      drained += queue != null && queue.isDrained() ? 1 : 0;
    }
    if (drained == options.keys) {
      throw QueueErrors.SHUT_DOWN;
    }
    if (options.noWait) {
      call.reply().nilArray();
    } else {
      call.waitFor(
          1,
          options.keys,
          QueueValue.TYPE,
          QueueValue.GET,
          false,
          options.timeout,
          OnTimeout.NIL_ARRAY);
    }
  }

  /** Takes jobs from the first key on that has any. */
  private static void take(Call call, GetOptions options, int first) {
    Delivered delivered = call.isServed() ? new Delivered() : null;
    long array = call.reply().beginArray();
    int n = 0;
    for (int key = first; key <= options.keys && n < options.count; key++) {
      QueueValue queue = call.find(key, QueueValue.TYPE);
      if (queue != null && queue.canGet()) {
        n += take(call, options, key, queue, options.count - n, delivered);
        call.changed(key, QueueEvents.GET);
      }
    }
    call.reply().endArray(array, n);
    if (delivered != null) {
      call.ifUndelivered(delivered);
    }
  }

  /** Takes at most so many jobs from a queue; returns how many. */
  private static int take(
      Call call,
      GetOptions options,
      int key,
      QueueValue queue,
      long max,
      @Nullable Delivered delivered) {
    long lease = options.lease < 0 ? queue.options().lease() : options.lease;
    long until = lease == 0 ? 0 : call.ticks().after(lease);
    long now = call.ticks().now();
    Effects told = Told.taken(call, key, lease == 0, until);
    Slice text = call.scratch();
    int n = 0;
    for (; n < max && queue.canGet(); n++) {
      QueueJob job = queue.next();
      reply(call, key, job);
      if (told != null) {
        told.add(job.id(text));
      }
      if (lease > 0) {
        queue.lease(job, until, now);
      } else {
        queue.take(job);
        if (call.partsAreWaitedFor(key, QueueValue.TYPE)) {
          call.changedPart(key, job.id(text).toBytes());
        }
      }
      if (delivered != null) {
        delivered.add(key, job, lease > 0);
      }
    }
    if (told != null) {
      told.end();
    }
    return n;
  }

  private static void reply(Call call, int key, QueueJob job) {
    ReplyWriter reply = call.reply();
    reply.array(4);
    Jobs.bulk(reply, call.arg(key));
    Slice text = call.scratch();
    Jobs.bulk(reply, job.id(text));
    Jobs.bulk(reply, job.payload(text));
    reply.integer(job.deliveries() + 1L);
  }
}
