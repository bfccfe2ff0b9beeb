package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueRepeat;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who follow changes what has become of jobs, as calls of {@link QApply}: with ids and
 * times of the wall clock, whatever the command said. Each is told behind the change.
 */
final class Told {
  private Told() {}

  private static Effects begin(Call call, int key, String what) {
    return call.effect("Q.APPLY").add(call.arg(key)).add(what);
  }

  /**
   * A job was put.
   *
   * @param delayed whether it is not ready yet
   */
  static void put(Call call, QueueJob job, boolean idWasGiven, boolean delayed) {
    if (call.isFollowed()) {
      begin(call, 1, idWasGiven ? "PUTID" : "PUT")
          .add(job.id(new Slice()))
          .add(job.payload(new Slice()))
          .add(job.putAt())
          .add(delayed ? job.due() : 0)
          .add(job.priority())
          .end();
    }
  }

  /** A dead job has come from another queue. */
  static void letter(Call call, QueueJob job) {
    put(call, job, true, false);
    byte[] error = job.error();
    if (call.isFollowed() && error != null) {
      begin(call, 1, "ERROR").add(job.id(new Slice())).add(Slice.of(error)).end();
    }
  }

  /**
   * Begins to tell that jobs were taken: their ids are to follow, and the end. Null: not wanted.
   */
  static @Nullable Effects taken(Call call, int key, boolean forGood, long until) {
    if (!call.isFollowed()) {
      return null;
    }
    return forGood ? begin(call, key, "TAKE") : begin(call, key, "LEASE").add(until);
  }

  /** Jobs were ended that the arguments from {@code first} to before {@code end} name. */
  static void done(Call call, int first, int end, int result, long resultUntil) {
    if (!call.isFollowed()) {
      return;
    }
    Effects effect = begin(call, 1, "DONE");
    for (int i = first; i < end; i++) {
      effect.add(call.arg(i));
    }
    effect.end();
    for (int i = first; result > 0 && i < end; i++) {
      begin(call, 1, "RESULT").add(call.arg(i)).add(call.arg(result)).add(resultUntil).end();
    }
  }

  /** Something was done to a job: one of the words of {@link QApply} that take an id alone. */
  static void of(Call call, int key, String what, QueueJob job) {
    if (call.isFollowed()) {
      begin(call, key, what).add(job.id(new Slice())).end();
    }
  }

  /** A job is dead: {@code DIE} or {@code MOVE}. */
  static void death(Call call, String what, QueueJob job, boolean leaseEnded) {
    if (call.isFollowed()) {
      begin(call, 1, what).add(job.id(new Slice())).add(leaseEnded ? "EXPIRE" : "FAIL").end();
    }
  }

  /** A job got a time: one of the words of {@link QApply} that take one, 0 for none. */
  static void of(Call call, String what, QueueJob job, boolean timed) {
    if (call.isFollowed()) {
      begin(call, 1, what).add(job.id(new Slice())).add(timed ? job.due() : 0).end();
    }
  }

  /** It was said why a job failed. */
  static void error(Call call, QueueJob job, Slice text) {
    if (call.isFollowed()) {
      begin(call, 1, "ERROR").add(job.id(new Slice())).add(text).end();
    }
  }

  /** What is repeated, when it comes next, and which job of it is there. */
  static void repeats(Call call, QueueRepeat repeat) {
    if (call.isFollowed()) {
      QueueJob pending = repeat.pending();
      Effects effect =
          begin(call, 1, "REPEAT")
              .add(repeat.name(new Slice()))
              .add(repeat.every())
              .add(repeat.cron())
              .add(repeat.at())
              .add(repeat.payload(new Slice()));
      if (pending != null) {
        effect.add(pending.id(new Slice()));
      }
      effect.end();
    }
  }

  /** A job was put back that had been taken for good. */
  static void putBack(
      Call call, int key, Slice id, Slice payload, long put, int deliveries, long priority) {
    if (call.isFollowed()) {
      begin(call, key, "UNTAKE").add(id).add(payload).add(put).add(deliveries).add(priority).end();
    }
  }
}
