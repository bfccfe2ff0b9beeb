package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueValue;

/**
 * Replies with jobs in a state (READY), each told of as Q.JOB tells, and takes none: from number
 * {@code start} (0) on, {@code count} (10) of them. Ready jobs come in the order in which they will
 * be taken, delayed and leased ones in that of their times, dead ones in that of their deaths.
 *
 * <p>Checked in this order: the options as they come, the key's type.
 */
final class QPeek implements Command {
  private static final Spec SPEC =
      Spec.command("Q.PEEK", Group.QUEUE)
          .usage("key [STATE <READY | DELAYED | LEASED | DEAD>] [start count]")
          .arity(-2)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY)
          .summary("Shows jobs of a queue.")
          .since("1.0.0")
          .complexity(
              "O(S+C) for a start of S and C jobs; O(N log N) for N delayed and leased ones")
          .build();

  private static final int COUNT = 10;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    JobState state = States.parse(call, 2);
    int from = state == null ? 2 : 4;
    if (call.argc() != from && call.argc() != from + 2) {
      throw CommandError.SYNTAX;
    }
    boolean bounds = call.argc() > from;
    long start = bounds ? Bounds.within(call, from, 0, Integer.MAX_VALUE) : 0;
    long count = bounds ? Bounds.within(call, from + 1, 0, Integer.MAX_VALUE) : COUNT;
    QueueValue queue = call.find(1, QueueValue.TYPE);
    long array = call.reply().beginArray();
    int[] n = {0};
    if (queue != null) {
      queue.forEach(
          state == null ? JobState.READY : state,
          start,
          count,
          job -> {
            Jobs.describe(call, job);
            n[0]++;
          });
    }
    call.reply().endArray(array, n[0]);
  }
}
