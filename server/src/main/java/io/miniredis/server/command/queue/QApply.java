package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.queue.Cron;
import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueRepeat;
import io.miniredis.server.value.QueueRepeats;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Does to a queue what another command has done before: what logs and replicas are told of ({@link
 * Told}), not for clients. Times are milliseconds since the epoch; 0 is none.
 *
 * <pre>
 * PUT id payload put due priority       a job with an id of the queue's own
 * PUTID id payload put due priority     a job with an id that was given
 * LEASE until id [id ...]               ready jobs are taken
 * TAKE id [id ...]                      ready jobs are taken and done
 * UNTAKE id payload put deliveries priority  a job that was taken so is there again
 * DONE id [id ...]                      jobs are done
 * RESULT id result until                a job had a result
 * EXTEND id until                       a lease ends at another time
 * RELEASE id                            a leased job was not delivered
 * ERROR id text                         why a job failed
 * FAIL id due, EXPIRE id due            a leased job comes back
 * READY id                              a delay is over
 * DIE id why, MOVE id why               a job is dead, here or elsewhere: FAIL or EXPIRE
 * REPEAT name every cron at payload [id]  a job is repeated; the one that is there
 * </pre>
 */
final class QApply implements Command {
  private static final Spec SPEC =
      Spec.command("Q.APPLY", Group.QUEUE)
          .usage("key what argument [argument ...]")
          .arity(-4)
          .keys(KeySpec.readWrite(1, KeySpec.Use.UPDATE))
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.ADMIN)
          .summary("Does again what was done to a queue; for logs and replicas.")
          .since("1.0.0")
          .complexity("O(N) for N jobs")
          .build();

  private static final CommandError NO_JOB = CommandError.of("ERR no such job in this state");
  private static final int FIRST = 3;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    QueueValue queue = call.findOrCreate(1, QueueValue.TYPE);
    boolean known = applyMany(call, queue) || applyPut(call, queue) || applyOne(call, queue);
    if (!known) {
      throw CommandError.SYNTAX;
    }
    call.reply().simple("OK");
    call.changed(1, QueueEvents.APPLY);
  }

  private static boolean applyMany(Call call, QueueValue queue) {
    boolean lease = call.argIs(2, "LEASE");
    boolean take = call.argIs(2, "TAKE");
    if (!lease && !take && !call.argIs(2, "DONE")) {
      return false;
    }
    long now = call.ticks().now();
    for (int i = lease ? FIRST + 1 : FIRST; i < call.argc(); i++) {
      QueueJob job = job(call, queue, i, lease || take ? JobState.READY : JobState.LEASED);
      if (lease) {
        queue.lease(job, Bounds.time(call, FIRST), now);
      } else if (take) {
        queue.take(job);
      } else {
        queue.done(job);
      }
    }
    return true;
  }

  private static boolean applyPut(Call call, QueueValue queue) {
    boolean given = call.argIs(2, "PUTID");
    if (given || call.argIs(2, "PUT")) {
      argc(call, 8);
      long now = call.ticks().now();
      long putAt = Bounds.time(call, 5);
      long due = Bounds.time(call, 6);
      if (queue.find(call.arg(3)) != null) {
        throw NO_JOB;
      }
      QueueJob job = queue.restore(call.arg(3), given, call.arg(4), call.longArg(7), putAt);
      if (due != 0) {
        queue.delay(job, due, now);
      }
      return true;
    }
    if (call.argIs(2, "UNTAKE")) {
      argc(call, 8);
      long put = Bounds.time(call, 5);
      int deliveries = (int) Bounds.within(call, 6, 0, Integer.MAX_VALUE);
      queue.putBack(call.arg(3), call.arg(4), deliveries, call.longArg(7), put);
      return true;
    }
    if (call.argIs(2, "RESULT")) {
      argc(call, 6);
      long until = Bounds.time(call, 5);
      if (until > call.ticks().now()) {
        queue.result(call.arg(3), call.arg(4), until);
      }
      return true;
    }
    if (call.argIs(2, "REPEAT") && call.argc() >= 8) {
      applyRepeat(call, queue);
      return true;
    }
    return false;
  }

  private static void applyRepeat(Call call, QueueValue queue) {
    long every = Bounds.within(call, 4, 0, Bounds.LONGEST);
    long at = Bounds.time(call, 6);
    String cron = call.arg(5).toString();
    if (every == 0 ? Cron.parse(cron) == null : !cron.isEmpty()) {
      throw QueueErrors.CRON;
    }
    QueueRepeats repeats = queue.repeats();
    QueueRepeat repeat = repeats.put(call.arg(3), call.arg(7), every, cron);
    repeats.pending(repeat, call.argc() > 8 ? queue.find(call.arg(8)) : null);
    repeats.next(repeat, at, at, call.ticks().now());
  }

  private static boolean applyOne(Call call, QueueValue queue) {
    long now = call.ticks().now();
    if (call.argIs(2, "EXTEND")) {
      argc(call, 5);
      queue.extend(job(call, queue, FIRST, JobState.LEASED), Bounds.time(call, 4), now);
    } else if (call.argIs(2, "RELEASE")) {
      queue.release(job(call, queue, FIRST, JobState.LEASED));
    } else if (call.argIs(2, "ERROR")) {
      argc(call, 5);
      queue.error(job(call, queue, FIRST, null), call.arg(4).toBytes());
    } else if (call.argIs(2, "FAIL") || call.argIs(2, "EXPIRE")) {
      argc(call, 5);
      long due = Bounds.time(call, 4);
      QueueJob job = job(call, queue, FIRST, JobState.LEASED);
      queue.countFailure(call.argIs(2, "EXPIRE"));
      if (due == 0) {
        queue.comeBack(job, now, now);
      } else {
        queue.delay(job, due, now);
      }
    } else if (call.argIs(2, "READY")) {
      queue.comeBack(job(call, queue, FIRST, JobState.DELAYED), now, now);
    } else if (call.argIs(2, "DIE")) {
      queue.bury(failed(call, queue));
    } else if (call.argIs(2, "MOVE")) {
      queue.moveAway(failed(call, queue));
    } else {
      return false;
    }
    return true;
  }

  private static QueueJob failed(Call call, QueueValue queue) {
    argc(call, 5);
    QueueJob job = job(call, queue, FIRST, JobState.LEASED);
    queue.countFailure(call.argIs(4, "EXPIRE"));
    return job;
  }

  private static QueueJob job(Call call, QueueValue queue, int arg, @Nullable JobState state) {
    Slice id = call.arg(arg);
    QueueJob job = queue.find(id);
    if (job == null || (state != null && job.state() != state)) {
      throw NO_JOB;
    }
    return job;
  }

  private static void argc(Call call, int argc) {
    if (call.argc() != argc) {
      throw CommandError.SYNTAX;
    }
  }
}
